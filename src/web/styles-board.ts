/** Styles of what waits and of charts. Part of `organizerSheet`. */
export const waitingStyles = `
.charts{display:flex;flex-wrap:wrap;gap:1.5rem 3rem}
figure{margin:0;flex:0 1 26rem;min-width:0}
figure svg{display:block;width:100%;height:auto}
figcaption{font-size:.875rem;color:var(--quiet);margin-top:.5rem}
.counts{width:auto}.counts td{font-variant-numeric:tabular-nums;text-align:end!important}
.queues{display:grid;gap:.25rem 1.5rem;max-width:46rem}.queues dt{font-weight:650}.queues dd{margin:0 0 .75rem}
.queues b{font-variant-numeric:tabular-nums}
@media (min-width:48rem){.queues{grid-template-columns:12rem 1fr}}
`
  .replace(/\n/g, '')
  .trim()

/** Styles of the pages around sign-ons. Part of `organizerSheet`. */
export const boardStyles = `
.filters{font-size:.875rem;gap:0 1.25rem}
.filters a{padding:.625rem 0;text-decoration:none;color:var(--quiet)}.filters b{font-variant-numeric:tabular-nums;color:var(--ink)}
.filters [aria-current]{color:var(--ink);font-weight:650;box-shadow:inset 0 -.1875rem var(--accent)}
.cards th[scope=row]{font-weight:400;min-width:12rem}.dense th a{font-weight:650}
.dense input[type=checkbox]{min-height:0;width:1.5rem;height:1.5rem;margin:0;accent-color:var(--accent);flex:none}
form.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}form.row p{margin:0;flex:1 0 100%}
p.row{align-items:center;gap:.5rem 1rem}
button[aria-current]{border-width:.1875rem;color:var(--ink)}
.two{list-style:none;padding:0}.two form{display:inline-block;margin-block:0 .25rem;margin-inline-start:.5rem}
.doubts{max-width:46rem;padding-inline-start:1.25rem}.doubts li{margin-bottom:.375rem}
.printed{border-block:1px solid var(--rule);padding-block:.5rem 1rem;margin-bottom:2rem}.printed h3{font-weight:400;color:var(--quiet);font-size:.875rem;margin:.5rem 0}
.margin ul{list-style:none;padding:0;font-size:.78125rem;line-height:1.35}.margin li{padding:0 0 .35rem .75rem;text-indent:-.75rem}
.printed mark{background:var(--mark);color:inherit}
.exactly{font:inherit;font-size:.9375rem;white-space:pre-wrap;columns:3 16rem;column-gap:2rem}
@media (max-width:47.99rem){.cards,.cards tbody,.cards tr,.cards th{display:block}.cards thead{position:absolute;inset-inline-start:-99rem}.cards tr{border-bottom:1px solid var(--rule);padding:.625rem 0;min-height:3.25rem}.cards :is(td,th){border:0;padding:0}.cards td{display:block}.cards td:empty{display:none}.cards td[data-head]{position:relative;padding-inline-start:7.5rem}.cards td::before{content:attr(data-head);position:absolute;inset-inline-start:0;color:var(--quiet)}.cards:has(input) tr{padding-inline-start:2.5rem;position:relative}.cards td:has(input){position:absolute;inset-inline-start:0}}
@media (min-width:64rem){.printed{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 3rem}.margin{border-inline-end:1px solid var(--rule);padding-inline-end:1rem}}
`
  .replace(/\n/g, '')
  .trim()

/** Styles of what goes out and what came back. Part of `organizerSheet`. */
export const recordStyles = `
.state::before{content:"";display:inline-block;width:.625rem;height:.625rem;margin-inline-end:.375rem;border:.125rem solid currentColor}
.state.fine{color:var(--good)}.state.fine::before{background:currentColor}.state.bad{color:var(--alarm)}.state.bad::before{transform:rotate(45deg)}
.outgoing{border-block-start:1px solid var(--rule);padding-block:1rem;max-width:46rem}.outgoing .facts{margin-bottom:1rem}
.message{border-inline-start:.1875rem solid var(--rule);padding-inline-start:1.25rem;overflow-wrap:anywhere}
.hash{overflow-wrap:anywhere}.dense th .quiet{font-weight:400}
.verbatim{white-space:pre-wrap;overflow-wrap:anywhere;max-width:42rem;border-inline-start:.1875rem solid var(--rule);padding-inline-start:1.25rem;margin-inline:0}
`
  .replace(/\n/g, '')
  .trim()
