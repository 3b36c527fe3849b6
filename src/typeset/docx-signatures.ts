import { HeadingLevel, TextRun, type Paragraph } from 'docx'
import type { Signatory, SignatoryGroup } from '#kernel'
import { numbering, type Setter } from './docx-body.ts'
import { runOf } from './docx-runs.ts'
import { list, partStyle, style } from './docx-styles.ts'
import { isVisible } from './printable.ts'
import { partsOf } from './signatory-parts.ts'

/**
 * The signature block: every group a list under its heading, every signatory one paragraph of it. What stands below a name is marked
 * by the style of its run, so that a title with commas is told from where the person works.
 */
export function signatureParagraphs(groups: readonly SignatoryGroup[], set: Setter): readonly Paragraph[] {
  return groups.flatMap(({ heading, remark, signatories }, index) => {
    if (signatories.length === 0) return []
    const isHeavy = signatories.some((one) => partsOf(one).length > 0)
    return [
      ...(isVisible(heading ?? '') ? [set({ heading: HeadingLevel.HEADING_3, children: [runOf(heading ?? '')] })] : []),
      ...(remark === undefined ? [] : [set({ style: style.remark, children: [runOf(remark)] })]),
      ...signatories.map((one) =>
        set({
          style: style[one.kind],
          numbering: numbering(list.signatories, index),
          children: lineOf(one, isHeavy),
        }),
      ),
    ]
  })
}

function lineOf(signatory: Signatory, isHeavy: boolean): readonly TextRun[] {
  const parts = partsOf(signatory)
  return [
    runOf(signatory.name, { style: partStyle('name'), ...(isHeavy && { bold: true }) }),
    ...parts.flatMap(({ part, text }, index) => [
      // A note is about the line, not about the person: it stands below, as in print.
      index === 0 || part === 'note' ? new TextRun({ break: 1 }) : runOf(', ', { style: partStyle('separator') }),
      runOf(text, { style: partStyle(part) }),
    ]),
  ]
}
