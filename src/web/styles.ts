const joined = (rules: string): string => rules.replace(/\n/g, '').trim()

/** What every page is made of: paper, ink, type, lists, a field to look for something, marked words. */
export const coreStyles: string = joined(`
:root{color-scheme:light dark;--paper:#fdfcf8;--ink:#1c1b19;--quiet:#55524a;--rule:#d9d4c7;--accent:#0b4f6c;--good:#255c36;--alarm:#9b2c1d;--mark:#e6efe3;--gone:#f6e4df;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Georgia,serif;--sans:system-ui,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#16181a;--ink:#e9e6dd;--quiet:#b3afa3;--rule:#3a3d3f;--accent:#7cc4e0;--good:#8fd0a4;--alarm:#f0a094;--mark:#1f3326;--gone:#3d2420}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:400 1rem/1.5 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:0 clamp(1rem,4vw,2.5rem) 4rem;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:.1875rem solid var(--accent);outline-offset:.1875rem}
h1,h2,h3{font-weight:650;line-height:1.2;text-wrap:balance}
h1{font:400 2rem/1.15 var(--serif);margin:0 0 1rem;letter-spacing:-.01em;max-width:22em}
.eyebrow{font-size:.875rem;color:var(--quiet);margin:0 0 .375rem}
h2{font-size:1.25rem;margin:3rem 0 1rem;scroll-margin-top:1rem}
h3{font-size:1rem;margin:2rem 0 .5rem}
p,ul,ol,dl,blockquote{margin:0 0 1rem}
.skip{position:absolute;inset-inline-start:-99rem}
.skip:focus{inset-inline-start:1rem;top:.5rem;background:var(--paper);padding:.5rem}
.top{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:baseline;padding:1rem 0;margin-bottom:2.5rem;border-bottom:1px solid var(--rule);font-size:.875rem}
.top a{display:inline-block;padding:.5rem 0;min-height:2.25rem}
.top .mark{font:italic 400 1.125rem/1.3 var(--serif);color:var(--ink);text-decoration:none}
.top .trail{color:var(--quiet)}
.quiet,.meta,.foot{color:var(--quiet)}
.meta,.foot,.small{font-size:.875rem}
.lead{font:400 1.25rem/1.5 var(--serif);max-width:36em;margin-bottom:2rem}
.foot{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--rule)}
.hash{font-family:ui-monospace,monospace;font-size:.8125rem;overflow-wrap:anywhere}
ul.plain{list-style:none;padding:0;max-width:46rem}
ul.plain p{margin:.25rem 0 .5rem}ul.plain .quiet{display:block}
.excerpt{font:400 1rem/1.55 var(--serif)}
ul.plain>li{padding:1rem 0;border-top:1px solid var(--rule)}
ul.plain+.row{border-top:1px solid var(--rule);padding-top:1rem}
.entry{font:400 1.375rem/1.3 var(--serif)}
.row{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0;align-items:baseline}
.row a{display:inline-block;padding:.375rem 0}
.facts{font-size:.875rem}
.facts dt{color:var(--quiet)}.facts dd{margin:0 0 .5rem;overflow-wrap:anywhere}
.demands{padding-inline-start:1.25rem}.demands li{margin-bottom:.5rem}
form.find{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 2rem;align-items:end}
form.find label{flex:1 0 100%;font-weight:650}
input,button{font:inherit;color:inherit;min-height:2.75rem;border:1px solid var(--quiet);background:transparent;border-radius:0;padding:.25rem .75rem}
input{flex:1 1 14rem;min-width:0;max-width:28rem}
button{background:var(--accent);border-color:var(--accent);color:var(--paper);font-weight:650;line-height:1.3;cursor:pointer;padding:.5rem 1.25rem}
.second{background:transparent;color:var(--accent)}
summary{padding:.625rem 0;cursor:pointer}
table{border-collapse:collapse;width:100%}
ins{background:var(--mark);text-decoration:underline var(--good) .09em;text-underline-offset:.2em}
del{background:var(--gone);text-decoration:line-through var(--alarm) .09em}
.legend{font-size:.875rem;color:var(--quiet);display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-bottom:2rem}
`)

/**
 * The one style sheet of the public pages, inlined in every page so that a first view is one request. The look is in the letter:
 * paper, ink, and many hands. Colors meet WCAG 2.2 contrast 7:1 for text in both schemes.
 */
export const styles: string =
  coreStyles +
  joined(`
.letter{font:400 1.125rem/1.6 var(--serif);font-variant-numeric:oldstyle-nums;max-width:34em}
.letter p,.letter ul,.letter ol,.letter blockquote{margin:0 0 1.2em}
.letter .headline,.letter h2{font:650 1.125rem/1.4 var(--serif);margin:2em 0 .6em}
.letter .headline{font-size:1.375rem;margin-top:0}
.letter .date{margin-bottom:1.8em}
.letter .to{margin-bottom:1.8em}
.letter .to p,.letter .copies p{margin-bottom:.6em;line-height:1.4}
.letter .closing{margin:1.8em 0 0}
.letter .copies{margin-top:2em;font-size:1rem}
.letter blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:.1875rem solid var(--rule)}
.lost{text-decoration:underline dotted var(--quiet) .11em;text-underline-offset:.18em}
.letterhead{display:none}
.hands{margin:0 0 2rem}
.names{list-style:none;padding:0;columns:3 15rem;column-gap:2rem;font-size:.9375rem;line-height:1.4}
.names li{break-inside:avoid;padding:0 0 .45rem 1rem;text-indent:-1rem}
.names i{font-style:normal;color:var(--quiet)}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem 1rem;margin-bottom:1.5rem}.form .buttons button{margin:0}button:has(+button){margin-inline-end:.75rem}:is(.row,.buttons) button{margin-inline-end:0}
textarea,.field input{width:100%;max-width:none}
textarea{font:inherit;color:inherit;background:transparent;border:1px solid var(--quiet);border-radius:0;padding:.5rem .75rem}
.form,.prose{max-width:34rem}
.field{margin-bottom:1.5rem}
.field label,legend{display:block;font-weight:650;padding:0;margin-bottom:.25rem}
.hint,.field p{margin:0 0 .375rem}
.hint{color:var(--quiet);font-size:.875rem}
form{margin-bottom:1.5rem}
.form button{margin-bottom:1rem}
fieldset{border:0;margin:0 0 1.5rem;padding:0;min-width:0}
.tick{display:flex;gap:.75rem}
.tick input{flex:none;width:1.5rem;min-height:0;height:1.5rem;margin:.625rem 0;accent-color:var(--accent)}
.tick label{padding:.625rem 0;flex:1}
.wrong{border-inline-start:.3125rem solid var(--alarm);padding-inline-start:1rem}
.error{color:var(--alarm);font-weight:650}
.wrong input,.wrong textarea{border-color:var(--alarm)}
.errors{border:.1875rem solid var(--alarm);padding:1rem 1.25rem 0;margin-bottom:2rem;max-width:34rem}
.errors h2{margin:0 0 .5rem}
.errors a{color:var(--alarm);font-weight:650}
.trap{position:absolute;inset-inline-start:-99rem}
form:has(.also:checked) .one,.several{display:none}
form:has(.also:checked) .several{display:inline}
.alarm{background:var(--alarm);border-color:var(--alarm)}
.note{border-inline-start:.3125rem solid var(--accent);padding-inline-start:1rem;max-width:34rem}
.address{font:400 1.25rem/1.4 var(--serif);overflow-wrap:anywhere}
.digits{max-width:10rem!important;letter-spacing:.2em;font-variant-numeric:tabular-nums}
.mail{white-space:pre-wrap;font:inherit;max-width:40rem}
details+:is(form,p,button){margin-top:1.25rem}
.people q{display:block;text-indent:0;color:var(--quiet)}
.signbar{position:sticky;bottom:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;justify-content:space-between;background:var(--paper);border-top:1px solid var(--rule);padding:.5rem 0;margin-top:2rem;font-size:.875rem}
.signbar a,.act{display:inline-block;background:var(--accent);color:var(--paper);font-weight:650;font-size:1rem;padding:.625rem 1.25rem;text-decoration:none}
html:has(.signbar){scroll-padding-bottom:5rem}
[data-recount] :is(th,td){padding:.375rem 1rem .375rem 0;border-bottom:1px solid var(--rule);text-align:start;font-weight:400}[data-recount] td{font-variant-numeric:tabular-nums}
tr[data-agrees=true] td:last-child{color:var(--good)}tr[data-agrees=false] td:last-child{color:var(--alarm);font-weight:650}
[data-recount] table{margin-block-end:1.5rem}[data-status]{max-width:40rem}
[data-state] [data-status]{font-weight:650}[data-state=agrees] [data-status]{color:var(--good)}:is([data-state=differs],[data-state=unreachable]) [data-status]{color:var(--alarm)}
progress{width:100%;max-width:40rem;accent-color:var(--accent)}
select{font:inherit;color:inherit;min-height:2.75rem;background:var(--paper);border:1px solid var(--quiet);border-radius:0;padding:.25rem .5rem}
.passage{font:400 1rem/1.55 var(--serif);border-top:1px solid var(--rule);padding:1.25rem 0 .25rem}
.passage .kind,.passage .who{font:400 .8125rem/1.4 var(--sans);color:var(--quiet);margin:0 0 .375rem}
.passage .who{color:var(--ink);font-weight:650}
.passage .part{margin-bottom:1rem}
.passage p:last-child{margin-bottom:0}
.shared .part{color:var(--quiet)}
.tailored .part{border-inline-start:.1875rem solid var(--accent);padding-inline-start:.875rem}
.varied .part{border-inline-start:1px solid var(--quiet);padding-inline-start:.875rem}
.exact{white-space:pre-wrap;font:400 .9375rem/1.55 ui-monospace,monospace;max-width:44rem;border-top:1px solid var(--rule);padding-top:1.5rem}
@media (min-width:48rem){.facts{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1.5rem}.facts dd{margin:0}h1{font-size:2.5rem}.passage .parts{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 1.75rem}.passage.n2 .parts{grid-template-columns:repeat(2,minmax(0,1fr))}.passage.n4 .parts{grid-template-columns:repeat(4,minmax(0,1fr))}.part.s2{grid-column:span 2}.part.s3{grid-column:span 3}.passage.all .parts{display:block;max-width:44rem}}
@media (min-width:64rem){
.sheet{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 3.5rem}
.sheet>*{grid-column:2}
.sheet>.letterhead{display:block;grid-column:1;grid-row:1/span 9;font-size:.78125rem;line-height:1.35;color:var(--quiet);border-inline-end:1px solid var(--rule);padding-inline-end:1rem;margin:0}
.letterhead ul{list-style:none;margin:0;padding:0}
.letterhead li{padding:0 0 .35rem .75rem;text-indent:-.75rem}
.hands{display:none}.sheet h1{margin-bottom:2rem}
}
@page{margin:2cm}
.paper{display:none}
@media print{
html{font-size:10pt;background:#fff;color:#000}body{max-width:none;padding:0}
.top,.foot,.screen,.skip,.signbar,form{display:none}.paper{display:block}
a{color:inherit;text-decoration:none}
.letter{max-width:none}.sheet{display:block}.sheet>.letterhead{display:none}
h2{break-after:avoid}.names{columns:3;font-size:8pt}
}
@media (forced-colors:active){ins,del{forced-color-adjust:auto}}
`)
