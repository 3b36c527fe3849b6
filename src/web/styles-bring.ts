/** Styles of the pages on which files are brought in and reviewed. Part of `organizerSheet`. */
export const bringStyles = `
.bring section{margin-bottom:2.5rem}.bring .sum{font-size:1rem;max-width:46rem}
.pair{border-top:1px solid var(--rule);padding:1rem 0;margin:0}.pair>*{margin:0 0 .5rem}
.pair .as{font:400 1.25rem/1.35 var(--serif);margin:0}.pair .why{margin:.5rem 0 .75rem}.pair .quiet{margin:0 0 .25rem;font-size:.8125rem}
.bring form.row{gap:.5rem}.bring form.row button{margin:0}
.lines{color:var(--quiet);font-size:.875rem}.lines p{margin:0;overflow-wrap:anywhere;min-height:.75rem}.lines mark{background:none;color:var(--ink);font-weight:650;border-inline-start:.1875rem solid var(--accent);padding-inline-start:.5rem;margin-inline-start:-.6875rem}
div.lines{padding-inline-start:.6875rem;border-inline-start:1px solid var(--rule)}
.readas .pair{padding:.375rem 0}.readas .pair>*{margin:0}.readas a{display:inline-block;padding:.125rem 0}
.pair.heads{font-size:.8125rem;color:var(--quiet)}
.mark,.open{font-weight:400;font-size:.8125rem;color:var(--quiet);margin-inline-start:.5rem}.open{color:var(--alarm);font-weight:650}
.parts{max-width:46rem}.look{border-inline-start:.1875rem solid var(--alarm);padding-inline-start:.75rem;margin-bottom:1.25rem;max-width:46rem}.look p,.look ul{margin:0}.look p{font-weight:650}
.bring details{max-width:46rem;margin-bottom:1rem}.bring summary{padding:.375rem 0;cursor:pointer}.bring details.text p{font:400 1.0625rem/1.6 var(--serif)}
.bring .unused li{padding:.375rem 0;border-top:1px solid var(--rule)}.bring .unused li p{margin:0 0 .25rem}
.file{max-height:none}
@media (min-width:48rem){.pair{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:0 2rem}.pair>*{margin:0}}
@media (min-width:64rem){.sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 3rem;align-items:start}.sides .file{max-height:calc(100vh - 12rem);overflow-y:auto}}
@media (max-width:47.99rem){.heads{display:none}}
`
  .replace(/\n/g, '')
  .trim()
