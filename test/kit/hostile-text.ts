import fc from 'fast-check'

/** Words and marks chosen to break whatever reads them as markup. */
const PIECES: readonly string[] = [
  'We ask that Halden stop selling the archive now. vulnerable Mr. U.S. No 1986. 2)',
  ': :: ::: 10:30 host:80 :smile: :only[ :only[x]{for=a} :::only{for="a"} :vary[x]{a="y"}',
  ':recipient[] :recipient ::demand[x]{#d1} [ ] ( ) ![ ]( [a](b) { } {#d} {a="b"}',
  '* **x** _ a_b_c ` `` ~~~ ``` \\ \\[ & &amp; &#58; &quot; < > <b> <!-- --> <https://a.example>',
  '# ## - -- --- === + 1. 1) " \' “x” ’ — | $ = ! ?',
  '\u{1F469}\u200D\u{1F680} שלום مرحبا \u0301 é \uFEFF \u202E',
].flatMap((line) => line.split(' '))

const GAPS: readonly string[] = ['- ', '\n', '\n\n', '\t', '  ', '\u00A0']

/** A text of hostile pieces, with and without spaces between them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...PIECES) }, fc.constantFrom(...GAPS)),
      fc.constantFrom('', ' ', ' '),
    ),
    { maxLength: 9 },
  )
  .map((pieces) => pieces.flat().join(''))
