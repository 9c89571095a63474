(* figure-2/linear-cancels~relu: ReLU replaces the identity: the counterexample is the smallest network that shows what Figure 2 says.
   Weights in ten-thousandths, strengths and probabilities in tenths; nothing is rounded. *)
Require Import ZArith List.
Import ListNotations.
Open Scope Z_scope.

Definition dCore : nat := 1.
Definition strengths : list (list (Z * Z)) := [[(1, 10)]; [(1, 10)]].
Definition signs : list Z := [1].
Definition weights : list (list Z) := [[100; 0]].
Definition neuron : nat := 0.
Definition feature : nat := 1.

(* Every value of the strengths with its probability. *)
Fixpoint outcomes (s : list (list (Z * Z))) : list (list Z * Z) :=
  match s with
  | [] => [([], 1)]
  | first :: rest =>
      flat_map (fun up => map (fun o => (fst up :: fst o, snd up * snd o)) (outcomes rest)) first
  end.

(* Core features carry the label. *)
Fixpoint features (core : nat) (y : Z) (u : list Z) : list Z :=
  match core, u with
  | _, [] => []
  | S core', x :: u' => y * x :: features core' y u'
  | O, x :: u' => x :: features O y u'
  end.

Fixpoint dot (v x : list Z) : Z :=
  match v, x with
  | a :: v', b :: x' => a * b + dot v' x'
  | _, _ => 0
  end.

Definition activation (x : Z) : Z := Z.max 0 x.

Fixpoint output (s : list Z) (w : list (list Z)) (x : list Z) : Z :=
  match s, w with
  | a :: s', v :: w' => a * activation (dot v x) + output s' w' x
  | _, _ => 0
  end.

(* m times the hinge loss. *)
Definition loss (w : list (list Z)) (y : Z) (u : list Z) : Z :=
  Z.max 0 (Z.of_nat (length signs) * 100000 - y * output signs w (features dCore y u)).

Definition sum (f : list Z * Z -> Z) : Z := fold_right (fun o s => snd o * f o + s) 0 (outcomes strengths).
Definition risk (w : list (list Z)) : Z := sum (fun o => loss w 1 (fst o)) + sum (fun o => loss w (-1) (fst o)).

Fixpoint change (f : Z -> Z) (j : nat) (v : list Z) : list Z :=
  match j, v with
  | _, [] => []
  | O, x :: v' => f x :: v'
  | S j', x :: v' => x :: change f j' v'
  end.
Fixpoint moved (by_ : Z) (k : nat) (w : list (list Z)) : list (list Z) :=
  match k, w with
  | _, [] => []
  | O, v :: w' => change (Z.add by_) feature v :: w'
  | S k', v :: w' => v :: moved by_ k' w'
  end.

(* What the risk falls by over two ten-thousandths of the weight. *)
Definition fall : Z := risk (moved (-1) neuron weights) - risk (moved 1 neuron weights).

(* The claim: the classes cancel. *)
Definition claimed : Z := 0.

Theorem counterexample : fall = 200 /\ claimed = 0 /\ fall <> claimed.
Proof. vm_compute. repeat split; discriminate. Qed.
