/** A certificate as a file for Coq: definitions over Z, the numbers, and a theorem that computation closes. */
import type { Certificate } from './certificate.ts';

const list = (items: readonly string[]) => `[${items.join('; ')}]`;
const z = (x: number) => (x < 0 ? `(${x})` : String(x));
const whole = (x: string) => (x.startsWith('-') ? `(${x})` : x);

export function coqFile(c: Certificate): string {
  const pairs = c.strengths.map(({ values, probabilities }) =>
    list(values.map((u, i) => `(${z(u)}, ${z(probabilities[i]!)})`)),
  );
  const rows = c.weights.map((row) => list(row.map(z)));
  const relu = c.activation === 'relu';
  return `(* ${c.of}: ${c.words}.
   Weights in ten-thousandths, strengths and probabilities in tenths; nothing is rounded. *)
Require Import ZArith List.
Import ListNotations.
Open Scope Z_scope.

Definition dCore : nat := ${c.dCore}.
Definition strengths : list (list (Z * Z)) := ${list(pairs)}.
Definition signs : list Z := ${list(c.signs.map(z))}.
Definition weights : list (list Z) := ${list(rows)}.
Definition neuron : nat := ${c.neuron}.
Definition feature : nat := ${c.feature}.

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

Definition activation (x : Z) : Z := ${relu ? 'Z.max 0 x' : 'x'}.

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
${claimed(c)}
Theorem counterexample : fall = ${whole(c.fall)} /\\ claimed = ${whole(c.claimed)} /\\ fall <> claimed.
Proof. vm_compute. repeat split; discriminate. Qed.
`;
}

function claimed({ claim }: Certificate): string {
  if (claim === 'cancels') return '\n(* The claim: the classes cancel. *)\nDefinition claimed : Z := 0.\n';
  return `
(* The claim: sign E[u_j] (P(+1) - P(-1)). *)
Definition on (y : Z) (u : list Z) : Z :=
  if dot (nth neuron weights []) (features dCore y u) >=? 0 then 1 else 0.
Definition total : Z := sum (fun _ => 1).
Definition mean : Z := sum (fun o => nth feature (fst o) 0).
Definition gap : Z := sum (fun o => on 1 (fst o) - on (-1) (fst o)).
Definition claimed : Z := 2 * nth neuron signs 0 * mean * gap / total.
`;
}
