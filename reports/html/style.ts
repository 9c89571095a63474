/** The style sheet of every page: light and dark, narrow and wide, paper. Contrast is checked by the browser test. */
import { DARK, LIGHT, variables } from '../palette.ts';

export const STYLE = `
:root{color-scheme:light dark;
${variables(LIGHT)};--link:#0a56a0;
--good:#12623a;--good-tint:#e0f2e7;--bad:#a01c1a;--bad-tint:#fbe4e2;--open:#734c00;--open-tint:#fbeecf;
--void:#55458a;--void-tint:#ece7f8;--stop:#40505e;--stop-tint:#e5eaee;--code:#f1efea}
@media screen and (prefers-color-scheme:dark){:root{
${variables(DARK)};--link:#84bdf5;
--good:#86dba8;--good-tint:#12331f;--bad:#ffa39c;--bad-tint:#431716;--open:#f0c76a;--open-tint:#3a2c08;
--void:#c8b9f7;--void-tint:#2b2444;--stop:#b9c6d1;--stop-tint:#263038;--code:#26292d}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
main,header.top,footer{max-width:78rem;margin:0 auto;padding:0 1.25rem}
header.top{padding-top:1.75rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .6rem;letter-spacing:-.01em}
h2{font-size:1.3rem;line-height:1.3;margin:2.6rem 0 .8rem}
h2.inline{margin:0}
h3{font-size:1.06rem;line-height:1.35;margin:0 0 .4rem}
h4{font-size:.95rem;margin:1.1rem 0 .4rem}
p{margin:.5rem 0;max-width:46rem}
ul{margin:.5rem 0;padding-left:1.2rem;max-width:46rem}
li{margin:.3rem 0}
sub,sup{line-height:0;font-size:.75em}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.soft{color:var(--soft)}
.small{font-size:.87rem}
.lead{font-size:1.1rem}
.answer{font-size:1.6rem;font-weight:650;line-height:1.25;margin:.5rem 0}
.card.first ul{max-width:none}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.3rem .6rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.1rem 1.25rem;margin:1rem 0}
.card>:first-child{margin-top:0}.card>:last-child{margin-bottom:0}
.head{display:flex;flex-wrap:wrap;gap:.3rem .7rem;align-items:baseline;justify-content:space-between}
.note{border-left:4px solid var(--open);background:var(--open-tint);border-radius:0 8px 8px 0;padding:.7rem 1rem;margin:1rem 0;max-width:48rem}
.note.changed{max-width:none;border-color:var(--bad);background:var(--bad-tint)}
.note.changed p{max-width:none}
.note.bad{border-color:var(--bad);background:var(--bad-tint)}
.note p{margin:.2rem 0}
.badge{display:inline-block;border-radius:999px;padding:.08rem .65rem;font-size:.87rem;font-weight:600;white-space:nowrap;background:var(--stop-tint);color:var(--stop)}
.badge.supported{background:var(--good-tint);color:var(--good)}
.badge.refuted,.badge.errored{background:var(--bad-tint);color:var(--bad)}
.badge.inconclusive{background:var(--open-tint);color:var(--open)}
.badge.known{background:var(--open-tint);color:var(--open)}
.badge.vacuous{background:var(--void-tint);color:var(--void)}
.mark{display:inline-block;border:1px solid currentColor;border-radius:5px;padding:0 .4rem;font-size:.76rem;line-height:1.35;color:var(--soft)}
.mark.paper{color:var(--good)}.mark.recalled{color:var(--open)}.mark.ours{color:var(--void)}
.formula{overflow-x:auto;overflow-y:hidden;padding:.5rem .1rem;line-height:2.3}
.katex{font-size:1.12em}
.katex .katex-html{white-space:normal}
.statement{border-left:4px solid var(--line);padding-left:1.1rem;margin:1.1rem 0}
.scroll{overflow-x:auto;margin:.7rem 0;max-width:100%}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.38rem .9rem .38rem 0;border-bottom:1px solid var(--line)}
thead th{font-weight:600;color:var(--soft);font-size:.85rem;vertical-align:bottom}
tbody th{font-weight:500}
tbody tr:last-child>*{border-bottom:0}
tr.group th{padding-top:1.1rem;font-weight:650}tr.group .badge{margin:0 .4rem}
.spark{display:block}.spark line{stroke:var(--soft);stroke-dasharray:3 3}
.spark polyline{fill:none;stroke:var(--one);stroke-width:2}.spark.refute polyline{stroke:var(--two)}
td.n,th.n{text-align:right;white-space:nowrap}thead th.n{white-space:normal}
.words{min-width:16rem;max-width:34rem}
code,pre{font:.87em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{background:var(--code);border-radius:4px;padding:.05rem .3rem}
pre{background:var(--code);border-radius:8px;padding:.8rem 1rem;overflow:auto;max-height:30rem;margin:.6rem 0}
.token{display:block;overflow-wrap:anywhere;user-select:all;padding:.45rem .7rem;margin:.4rem 0;max-width:60rem}
details{margin:.7rem 0}
summary{cursor:pointer;color:var(--link);width:fit-content}
.part{margin:1.6rem 0;border-top:1px solid var(--line);padding-top:.5rem}.part>summary h2{display:inline;margin:0;color:var(--ink)}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17.5rem),1fr));gap:1rem 1.4rem;margin:.8rem 0}
.cards-two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));gap:0 1rem}.whole{grid-column:1/-1}
@media(min-width:70rem){.beside{display:grid;grid-template-columns:minmax(0,1fr) 24rem;gap:0 1.5rem}.beside.wider{grid-template-columns:minmax(0,1fr) 35rem}.beside h4{margin-top:.6rem}}
.panels figure{margin:0;max-width:24rem}
figure{margin:.8rem 0}
figcaption{font-size:.87rem;margin-bottom:.15rem;max-width:46rem}
figcaption+.scroll{margin:0}
figcaption strong{font-weight:600}
.plot{display:block;width:100%;height:auto;overflow:visible}
.plot text{white-space:pre}.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.87rem;margin:.5rem 0;padding:0;list-style:none;max-width:none}
.legend li{display:flex;align-items:center;gap:.45rem;margin:0}
.legend svg{flex:none}
dl.facts{display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;margin:.6rem 0}
dl.facts div{display:flex;gap:.4rem}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
nav.around{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
nav.toc{position:sticky;top:0;z-index:1;background:var(--page);border-bottom:1px solid var(--line);font-size:.92rem;margin:1rem 0;padding:.35rem 0}
nav.toc ul{margin:0}h2,h3,.part>div{scroll-margin-top:3.5rem}
nav.toc ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;padding:0;max-width:none}
[hidden]{display:none!important}
.tip{position:absolute;z-index:2;max-width:min(26rem,92vw);background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.35rem .6rem;font-size:.82rem;box-shadow:0 2px 8px #0003;overflow-wrap:anywhere}
.tip code{display:block;user-select:all;margin:.2rem 0}.hovered{fill:none;stroke:var(--ink);stroke-width:2;pointer-events:none}
.tools{font-size:.87rem;color:var(--soft);border:0;padding:0;margin:.5rem 0}.tools label{margin-right:.9rem}.tools legend{float:left;padding:0;margin-right:.9rem}
.tools input[type=search]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:5px;padding:.1rem .4rem}
button.sort{all:unset;cursor:pointer;text-decoration:underline dotted;text-underline-offset:.2em}button.sort:focus-visible{outline:3px solid var(--link)}
[aria-sort=ascending] button::after{content:" ↑"}[aria-sort=descending] button::after{content:" ↓"}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--soft);font-size:.87rem}
@media(max-width:34rem){.wide{display:none}.narrow{display:block}nav.toc ul{flex-wrap:nowrap;overflow-x:auto;white-space:nowrap}.cards thead{position:absolute;left:-999rem}.cards,.cards tbody{display:block}
.cards tr{display:block;border-bottom:1px solid var(--line);padding:.45rem 0}.cards tr.group{padding-top:1rem}
.cards th,.cards td{display:block;border:0;padding:.1rem 0;min-width:0}
.cards td{display:flex;flex-wrap:wrap;gap:.2rem 1rem;justify-content:space-between;align-items:baseline;text-align:right;white-space:normal}
.cards td:empty{display:none}.cards td[data-label]::before{content:attr(data-label);color:var(--soft);text-align:left;margin-right:auto}
h1{font-size:1.55rem}main,header.top,footer{padding-left:.9rem;padding-right:.9rem}.card{padding:.9rem}}
@media(max-width:34rem){.cards button.sort{visibility:hidden}}
@media print{.tools,.tip,.hovered{display:none}body{font-size:10.5pt;background:#fff}.card{border-color:#bbb;break-inside:auto}
h2,h3,h4{break-after:avoid}figure,tr,.note{break-inside:avoid}nav.toc,nav.around,.skip{display:none}a{color:inherit}
pre{max-height:none;white-space:pre-wrap}.scroll,.formula{overflow:visible}
.badge,.note,.mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.panels{grid-template-columns:repeat(2,1fr)}details::details-content{content-visibility:visible;block-size:auto}}
`.trim();
