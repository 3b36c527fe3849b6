/** Why a line cannot be kept as typed. */
export type LineTrouble = 'control' | 'direction' | 'invisible'

// Bidi controls of UAX 9, which let a text show otherwise than it reads.
const direction = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u
// White space that a paste may bring is made a space later; every other control, lone surrogate and noncharacter is refused.
const control = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\uFDD0-\uFDEF]/u
// Zero-width and blank characters that no script needs inside a name, and the tags that can hide a whole text.
const invisible =
  /\u034F|\u17B4|\u17B5|[\u00AD\u115F\u1160\u200B\u2028\u2029\u2060-\u2065\u206A-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/u
// ZWNJ, ZWJ, and what chooses between shapes of a Mongolian letter.
const joiner = /\u200C|\u200D|\u180B|\u180C|\u180D|\u180E|\u180F/u
// Scripts whose letters change shape by a joiner: Arabic and its kin, and the scripts of India and its neighbors.
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Balinese}\p{Script=Javanese}\p{Script=Meetei_Mayek}]/u

/** What is hidden in a line, if anything; ordinary white space is not. */
export function lineTrouble(line: string): LineTrouble | undefined {
  // Nearly every name is plain, and this is asked for every form.
  if (/^[\x20-\x7E\u00C0-\u024F]*$/u.test(line)) return undefined
  if (direction.test(line)) return 'direction'
  if (control.test(line.replace(/[\t\n\r]/gu, ' '))) return 'control'
  if (invisible.test(line) || hasLooseJoiner(line)) return 'invisible'
  return undefined
}

/** A joiner that follows nothing it could join: there it can only make two equal names differ. */
function hasLooseJoiner(line: string): boolean {
  if (!joiner.test(line)) return false
  let before = ''
  for (const character of line) {
    if (joiner.test(character) && !joining.test(before)) return true
    before = character
  }
  return false
}
