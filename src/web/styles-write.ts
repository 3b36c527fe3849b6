/** Styles of the pages on which organizers write. Part of `organizerSheet`. */
export const writeStyles = `
.ways{list-style:none;padding:0}.ways li{display:grid;grid-template-columns:10rem 1fr;gap:0 1rem;align-items:baseline}.ways a{padding:.375rem 0}
.write textarea#source,.beside textarea,#theirs,#text{font:.875rem/1.6 ui-monospace,monospace;resize:vertical;tab-size:2}
.line{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:end;max-width:60rem;margin:0}.line p,.line .field{margin:0 0 .5rem;flex:1 1 14rem}.line p.small{flex-basis:100%}.line .buttons{flex:0 1 auto}
.line label{display:block;font-weight:650;font-size:.875rem}.line input,.line select{width:100%;max-width:none}
ol.plain{list-style:none;padding:0}ol.plain>li{padding:1rem 0 .5rem;border-top:1px solid var(--rule)}
.lock{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;margin-bottom:1rem;max-width:none}.lock p,.lock form{margin:0}.lock.note{padding-block:.75rem;display:block}.lock.note>*{margin-bottom:.5rem}
aside{font-size:.875rem}aside h2,.work aside h2{font-size:1rem;margin:0 0 .5rem}aside h3{font-size:.875rem;margin:1.25rem 0 .25rem}aside ul{padding-inline-start:1.125rem}aside li p{margin:0}
.passages{list-style:none;padding:0}.passages li{padding:.375rem 0 .375rem .75rem;border-inline-start:1px solid var(--rule)}.passages p{margin:0}.passages .kind{color:var(--quiet);font-size:.8125rem}
.passages .tailored{border-inline-start:.1875rem solid var(--accent)}.passages .varied{border-inline-start:.1875rem double var(--quiet)}
.help dt{margin-top:.5rem}.help dd{margin:0;color:var(--quiet)}code{font:.8125rem/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.warnings{border-inline-start:.1875rem solid var(--alarm);padding-inline-start:.75rem;margin-bottom:1.25rem;max-width:40rem}.warnings p{margin:0 0 .25rem;color:var(--alarm)}
.proof{border:1px solid var(--rule);padding:clamp(1rem,5vw,3.5rem);max-width:44rem;margin-bottom:1.5rem}
.fix{border-top:1px solid var(--rule);padding-top:.25rem;margin-top:1.5rem}.fix h2{margin-top:1rem}
.changed{font-size:1rem}.changed p{margin-bottom:.75em}
.said{max-width:40rem;white-space:pre-line;margin-bottom:.5rem}.answer{margin-inline-start:1.25rem}
.work blockquote.excerpt{margin:0 0 .5rem;padding-inline-start:.75rem;border-inline-start:1px solid var(--quiet);max-width:40rem}
.tick strong{margin-inline-end:.375rem}.work .tick{margin:0}.work .tick label{font-weight:400}.work .legend{margin-bottom:1rem}.work .errors h2{margin:0 0 .5rem}.work ul.plain .entry{margin:0}.work .plain>li{padding:.75rem 0 .25rem}
@media (min-width:64rem){.beside{display:grid;grid-template-columns:minmax(0,7fr) minmax(16rem,4fr);gap:0 2.5rem}}
`
  .replace(/\n/g, '')
  .trim()
