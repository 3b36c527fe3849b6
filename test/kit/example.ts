import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the invented example that the project ships. */
export const exampleFolder = join(import.meta.dirname, '../../examples/three-letters')

/** 1-based first and last line in `letters.txt`. */
export type Lines = readonly [number, number]

/** One letter of the example as a careful reader finds it. `plain` is a paragraph without link markup. */
export type ExampleLetter = {
  readonly id: string
  readonly recipient: string
  readonly organization: string
  readonly date: string | null
  readonly dateText: string | null
  readonly addressees: readonly {
    readonly name: string
    readonly title: string
    readonly organization: string
    readonly sourceLines: Lines
  }[]
  readonly salutation: string
  readonly salutationLine: number
  readonly product: string | null
  readonly paragraphs: readonly {
    readonly role: string
    readonly sourceLines: readonly number[]
    readonly interrupted: boolean
    readonly text: string
    readonly plain: string
  }[]
  readonly closing: string
  readonly closingLine: number
  readonly links: readonly { readonly text: string; readonly href: string; readonly paragraph: number }[]
  readonly demands: readonly { readonly paragraph: number; readonly text: string }[]
  readonly layout: {
    readonly sidebarBlocks: readonly Lines[]
    readonly signatureBlocks: readonly Lines[]
    readonly signatureReadingOrder: readonly number[]
  }
}

/** The whole of `truth.json`. `signatories` are the same 90 in every letter, in printed order, in the signature block's spelling. */
export type ExampleTruth = {
  readonly signatories: readonly string[]
  readonly letters: readonly ExampleLetter[]
  readonly variants: readonly {
    readonly canonical: string
    readonly variant: string
    readonly kind: string
    readonly where: readonly { readonly letter: string; readonly list: 'sidebar' | 'signature' }[]
  }[]
  readonly orderSlips: readonly { readonly first: string; readonly second: string }[]
  readonly inconsistencies: readonly { readonly kind: 'dash' | 'spacing'; readonly names: readonly string[] }[]
  readonly lookAlikes: readonly { readonly names: readonly string[]; readonly why: string }[]
  readonly passages: readonly {
    readonly id: string
    readonly kind: string
    readonly editions: readonly { readonly letter: string; readonly paragraph: number; readonly text: string }[]
  }[]
  readonly signOnSheet: { readonly rows: number; readonly organizations: readonly (string | null)[] }
}

/** A file of the example as text, for example `letters.txt`. */
export function exampleText(name: string): string {
  return readFileSync(join(exampleFolder, name), 'utf8')
}

/** What an exact import of the example must find. */
export function exampleTruth(): ExampleTruth {
  const truth: ExampleTruth = JSON.parse(exampleText('truth.json'))
  return truth
}
