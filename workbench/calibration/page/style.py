"""The style of the calibration page, light and dark; everything is in the page itself."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1c2530;--quiet:#5b6673;
--line:#e1e5ea;--accent:#1f6feb;--warn:#b4540a;--warn-ground:#fdf3e7;--good:#1a7f45;--none:#eff1f4;
--h0:#f6cfa6;--h1:#ecd2ae;--h2:#d5d0bb;--h3:#b9c8c6;--h4:#93b7c9;--h5:#5f9fc8;--h6:#2b82bd;
--h-ink:#1c2530;--h-top-ink:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#12161b;--card:#1a2027;--ink:#e6eaef;
--quiet:#9aa6b3;--line:#2c343d;--accent:#6ea8fe;--warn:#f0a35e;--warn-ground:#33261a;--good:#5cc98a;
--none:#232a32;--h0:#7a4a1c;--h1:#6b5030;--h2:#565243;--h3:#42545a;--h4:#2f5a70;--h5:#25668d;
--h6:#1f74a9;--h-ink:#f0f3f6;--h-top-ink:#fff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.55 Inter,"Segoe UI",system-ui,-apple-system,sans-serif}
main{max-width:1180px;margin:0 auto;padding:28px 20px 60px}
header{border-bottom:1px solid var(--line);background:var(--card)}
header div{max-width:1180px;margin:0 auto;padding:18px 20px}
h1{font-size:1.25rem;margin:0}
header p{margin:2px 0 0;color:var(--quiet)}
h2{font-size:1.05rem;margin:0 0 12px}
h2 small{font-weight:400;color:var(--quiet);font-size:.875rem;margin-left:6px}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px 22px;
margin:0 0 18px}
.pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:18px}
.pair section{margin:0 0 18px}
@media (max-width:820px){.pair{grid-template-columns:minmax(0,1fr);gap:0}}
.big{font-size:2.6rem;font-weight:650;line-height:1.1;margin:0 0 6px}
.quiet{color:var(--quiet)}
p{margin:0 0 10px}
ol.first{margin:0;padding:0;list-style:none;counter-reset:n}
ol.first li{counter-increment:n;padding:10px 0 10px 34px;border-top:1px solid var(--line);
position:relative}
ol.first li:first-child{border-top:0}
ol.first li::before{content:counter(n);position:absolute;left:4px;font-weight:650;
color:var(--quiet)}
ol.first li.urgent::before{color:var(--warn)}
ol.first span{display:block;color:var(--quiet)}
.six{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:0 28px}
.six div{padding:12px 0;border-top:1px solid var(--line)}
.six h3{font-size:.9rem;margin:0 0 4px;color:var(--quiet);font-weight:600}
.six p{margin:0}
.light{display:inline-block;font-size:.75rem;font-weight:650;padding:1px 8px;border-radius:9px;
border:1px solid currentColor;margin-left:6px}
.light.good{color:var(--good)}.light.watch,.light.act{color:var(--warn)}
.light.unknown{color:var(--quiet)}
.scroll{overflow-x:auto}
svg{display:block;width:100%;height:auto;font:13px Inter,"Segoe UI",system-ui,sans-serif}
svg text{fill:var(--ink)}
svg .head{fill:var(--quiet);font-size:12px}
svg .strong{font-weight:650;fill:var(--warn)}
svg .none{fill:var(--none)}
svg .few rect{fill:var(--none)}svg .few text{fill:var(--quiet)}
svg .h0 rect{fill:var(--h0)}svg .h1 rect{fill:var(--h1)}svg .h2 rect{fill:var(--h2)}
svg .h3 rect{fill:var(--h3)}svg .h4 rect{fill:var(--h4)}svg .h5 rect{fill:var(--h5)}
svg .h6 rect{fill:var(--h6)}
svg [class^=h] text{fill:var(--h-ink)}svg .h6 text{fill:var(--h-top-ink)}
svg .tick{stroke:var(--line)}svg .zero{stroke:var(--quiet)}
svg .usual line,svg .flagged line{stroke-width:2.5;stroke:var(--accent)}
svg .flagged line{stroke:var(--warn)}
svg .usual circle{fill:var(--accent)}svg .flagged path{fill:var(--warn)}
svg .edge{stroke:var(--accent);stroke-opacity:.45;stroke-linecap:round}svg .node{fill:var(--accent)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:6px 12px 6px 0;border-top:1px solid var(--line);vertical-align:top}
thead th{border-top:0;color:var(--quiet);font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
article{border-top:1px solid var(--line);padding:12px 0}
article h3{font-size:.95rem;margin:0 0 6px}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:10px 24px}
.sides p{margin:0 0 4px;overflow-wrap:anywhere;white-space:pre-line}
.tag{display:inline-block;font-size:.75rem;border-radius:9px;padding:1px 8px;margin-left:6px;
background:var(--warn-ground);color:var(--warn);font-weight:600}
details summary{cursor:pointer;color:var(--accent);padding:6px 0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media print{body{background:#fff}section,article{break-inside:avoid}}
"""
