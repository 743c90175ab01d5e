"""How the annotated copy looks: in light and in dark, on paper, on a small screen, and without colour."""

STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#595959;--line:#b8b8b8;--link:#0b4f9e;
--open:#ececec;--alleged:#fff0c2;--disputed:#ffd9d4;--supported:#d8f0da}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#161616;--soft:#a8a8a8;--line:#555;--link:#8ec1ff;
--open:#333;--alleged:#4a3b06;--disputed:#5a1f1a;--supported:#173f1c}}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--paper);font:1rem/1.55 Georgia,"Times New Roman",serif}
header,aside,.key{font-family:system-ui,sans-serif}
header{padding:1rem 1.25rem;border-bottom:1px solid var(--line)}
h1{margin:0;font-size:1.4rem;line-height:1.25;overflow-wrap:anywhere;unicode-bidi:plaintext}
header p{margin:.4rem 0 0;color:var(--soft);font-size:.9rem;overflow-wrap:anywhere;unicode-bidi:plaintext}
a{color:var(--link)}
article{padding:1.25rem;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;tab-size:4}
.part{content-visibility:auto;contain-intrinsic-size:auto 60rem;padding-bottom:.5em;margin-bottom:-.5em}
aside{padding:1.25rem;font-size:.9rem;line-height:1.4}
mark{color:inherit;background:var(--open);text-decoration:underline 2px}
mark.open{text-decoration-style:dotted;text-underline-offset:.1em}
mark.alleged{background:var(--alleged);text-decoration-style:dashed;text-underline-offset:.16em}
mark.supported{background:var(--supported);text-decoration-style:solid;text-underline-offset:.24em}
mark.disputed{background:var(--disputed);text-decoration-style:wavy;text-underline-offset:.3em}
.to{text-decoration:none;font:600 .7em system-ui,sans-serif;vertical-align:super;line-height:0;white-space:nowrap}
.to::after{content:attr(data-n);padding:0 .15em}
.from:target::before{content:"▸";color:var(--link)}
.claim{margin:0 0 1rem;padding:.5rem .75rem;border-left:.3rem dotted var(--line);content-visibility:auto;
contain-intrinsic-size:auto 12rem}
.claim.alleged{border-left-style:dashed}.claim.supported{border-left-style:solid}
.claim.disputed{border-left-style:double;border-left-width:.45rem}
.claim:target{outline:2px solid var(--link)}
.claim h2{margin:0;font-size:1rem}
.claim h2 a{text-decoration:none}
blockquote{margin:.3rem 0;font-family:Georgia,"Times New Roman",serif;white-space:pre-wrap;overflow-wrap:anywhere;
unicode-bidi:plaintext}
dl{margin:0}
dt{float:left;clear:left;margin-right:.5em;color:var(--soft)}
dt::after{content:":"}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
.sheet+.sheet{border-top:.5rem solid var(--line)}
@media screen and (min-width:60rem){
.columns{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
article,aside{height:100vh;overflow:auto;position:sticky;top:0}
aside{border-left:1px solid var(--line)}
article{font-size:1.1rem;padding:1.5rem max(1.5rem,calc(50% - 21rem))}}
@media print{
:root{--ink:#000;--paper:#fff;--soft:#333;--line:#777;--link:#000}
.part,.claim{content-visibility:visible}
.claim{break-inside:avoid}
h1,h2{break-after:avoid}
.sheet+.sheet{break-before:page;border:0}
aside{border-top:1px solid var(--line)}}
"""
