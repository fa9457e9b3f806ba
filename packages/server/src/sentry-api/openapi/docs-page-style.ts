/** The colours of the setup page; every text has a contrast of 4.5 to 1 or more. */
export const DOCS_PAGE_STYLE = `:root{color-scheme:light dark;--text:#2b2233;--soft:#655d70;--page:#f5f4f8;--card:#fff;--line:#dcd8e4;--accent:#4a3aa7;--get:#1b5fa8;--post:#1a6d3c;--put:#8a5200;--delete:#a8231b;--code:#efedf4}
@media(prefers-color-scheme:dark){:root{--text:#ebe8f0;--soft:#a9a2b6;--page:#18151d;--card:#221e29;--line:#3b3546;--accent:#b3a8f5;--get:#7db8f5;--post:#6fd196;--put:#e8b05c;--delete:#f58d86;--code:#302a3a}}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;font:16px/1.55 system-ui,sans-serif;background:var(--page);color:var(--text)}
header,main{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.7rem;line-height:1.2;margin:1.5rem 0 1rem;border-top:6px solid var(--accent);padding-top:1rem}
h2{font-size:1.3rem;margin:2.5rem 0 .25rem}h3{font-size:1rem;margin:0 0 .25rem}
h4{font-size:.8rem;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:1rem 0 .25rem}
p{margin:.25rem 0 .9rem}a{color:var(--accent)}small,.title,.remark{color:var(--soft)}small{font-size:.82rem}
nav{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;max-width:60rem;margin:0 auto;padding:.25rem 1rem}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
@media(min-width:76rem){body{display:grid;grid-template-columns:13rem minmax(0,60rem);grid-template-rows:auto 1fr;justify-content:center;column-gap:1rem}header,main{grid-column:2;margin:0;width:100%}nav{grid-area:1/1/3/2;align-self:start;position:sticky;top:0;max-height:100vh;overflow-y:auto;flex-flow:column;margin:0;padding:2.6rem 1rem 1rem}}
code{font:.86em ui-monospace,Menlo,Consolas,monospace;background:var(--code);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
details,article{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.5rem 0}
article{padding:.8rem 1rem}article:target{border-color:var(--accent)}
summary{display:flex;gap:.75rem;align-items:baseline;padding:.55rem 1rem;cursor:pointer;list-style:none;border-radius:8px}
summary::-webkit-details-marker{display:none}summary:hover{background:var(--code)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.method{flex:none;width:4.2rem;font:700 .78rem ui-monospace,Menlo,Consolas,monospace}
.get{color:var(--get)}.post{color:var(--post)}.put{color:var(--put)}.delete{color:var(--delete)}
.what{min-width:0}.path{background:none;padding:0;font-weight:600}.path em{font-style:normal;font-weight:400;color:var(--soft)}
.title{display:block;font-size:.9rem}
.operation{scroll-margin-top:5rem;padding:0 1rem 1rem;border-top:1px solid var(--line)}.operation p{margin:.25rem 0}
ul{list-style:none;margin:0;padding:0}.fields .fields,.answers .fields,.type+.fields,.remark+.fields{border-left:2px solid var(--line);margin:.25rem 0 .25rem .4rem;padding-left:.8rem}
li{padding:.2rem 0;overflow-wrap:anywhere}.type{font-size:.9rem}.type code{background:none;padding:0}
.remark{font-size:.9rem}.status{font-weight:700}.s2{color:var(--post)}.s4{color:var(--delete)}
.ours{font-size:.75rem;border:1px solid var(--accent);color:var(--accent);border-radius:99px;padding:.05rem .5rem;white-space:nowrap}
@media(max-width:30rem){summary{flex-direction:column;gap:.1rem;padding:.55rem .75rem}.operation{scroll-margin-top:8rem}.operation,article{padding-left:.75rem;padding-right:.75rem}header,main,nav{padding-left:.75rem;padding-right:.75rem}}
@media print{nav{display:none}}`;
