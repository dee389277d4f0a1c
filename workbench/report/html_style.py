"""The look of the HTML report: light and dark, narrow and wide, on screen and on paper."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--title:var(--accent);
--ground:#fff;--ink:#1f2937;--grey:#5b6472;--line:#dfe3e8;
--passing:#1b7a4a;--below:#a84b08;--open:#475569;--passing-tint:#edf7f1;--below-tint:#fef5ec;
--open-tint:#f1f4f8}
@media (prefers-color-scheme:dark){:root{--title:var(--ink);
--ground:#15181d;--ink:#e7eaee;--grey:#a7b0bd;
--line:#333a45;--passing:#5fc78f;--below:#f0a35c;--open:#a9b6c8;--passing-tint:#16281f;
--below-tint:#2d2117;--open-tint:#1f252e}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:2.5rem 1.5rem;background:var(--ground);
color:var(--ink);font:400 1rem/1.55 Inter,system-ui,-apple-system,"Segoe UI",sans-serif;
overflow-wrap:anywhere}
.logo{float:inline-end;max-width:10rem;max-height:3.75rem;width:auto;height:auto;
margin:0 0 1rem 1.5rem;
background:#fff}
h1{color:var(--title);font-size:1.75rem;line-height:1.25;font-weight:600;margin:.25rem 0}
h2{font-size:1.25rem;font-weight:600;margin:0 0 .25rem}
h3{font-size:1.0625rem;font-weight:600;margin:0}
p{margin:.25rem 0}
.words{white-space:pre-line}
.quiet,dt{color:var(--grey)}
.passing{color:var(--passing)}.below{color:var(--below)}.open{color:var(--open)}
.decision{border-inline-start:5px solid;padding:.9rem 1.25rem;margin:1.5rem 0}
.notice{font-weight:600}.standing{margin-top:1.25rem}
.decision h2{font-weight:700}.decision p{color:var(--ink)}
.decision.passing{background:var(--passing-tint)}.decision.below{background:var(--below-tint)}
.decision.open{background:var(--open-tint)}
.progress{list-style:none;margin:0;padding:0}
.progress li{display:grid;grid-template-columns:minmax(0,17rem) 1fr 4rem;gap:.25rem 1rem;
align-items:center;padding:.25rem 0}
.progress .verdict{grid-column:2/4}
.bar{display:flex;gap:4px}
.bar i{flex:1;height:.8rem;border-radius:2px;border:2px solid}
.bar i.passing{background:var(--passing)}
.outcome,.mend,.provenance{margin-top:2.25rem}
.outcome,.provenance{border-top:1px solid var(--line);padding-top:1.25rem}
.mend ol{margin:.5rem 0;padding-inline-start:1.5rem}.mend li{padding:.15rem 0}
article{margin-top:1.75rem}
h3 .verdict{margin-inline-start:.6rem}
.box{border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;margin-top:.6rem}
dl{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:.35rem 1rem;margin:0}
dd{margin:0}
.places{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem}
dl+.places{margin-top:1rem}
figure{margin:0;display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.75rem;
font-size:.875rem;line-height:1.4}
figure.plain{grid-template-columns:1fr}
figure img{width:100%;height:auto;border:1px solid var(--line);background:#fff}
figcaption strong{display:block;font-weight:500}
figcaption q,figcaption span{display:block}
figcaption q{font-style:italic;quotes:"\\201c" "\\201d"}
.provenance dl{grid-template-columns:10rem minmax(0,1fr)}
.digest{font-size:.875rem;font-variant-numeric:tabular-nums}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.75rem;
font-size:.875rem;color:var(--grey)}
@media (max-width:36rem){body{padding:1.5rem 1rem}dl,.provenance dl{grid-template-columns:1fr;
gap:0}dd{margin-bottom:.6rem}.progress li{grid-template-columns:1fr 4rem}
.progress .name{grid-column:1/3}.progress .verdict{grid-column:1/3}}
@media print{:root{color-scheme:light;--title:var(--accent);
--ground:#fff;--ink:#1f2937;--grey:#5b6472;--line:#dfe3e8;
--passing:#1b7a4a;--below:#a84b08;--open:#475569;--passing-tint:#edf7f1;--below-tint:#fef5ec;
--open-tint:#f1f4f8}body{max-width:none;padding:0;font-size:10.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
h2,h3,article>p,.outcome>p{break-after:avoid}figure,li,.box{break-inside:avoid}
.digest{font-size:8pt}.provenance{break-before:page}
.box{-webkit-box-decoration-break:clone;box-decoration-break:clone}
@page{margin:16mm}}
""".strip()
