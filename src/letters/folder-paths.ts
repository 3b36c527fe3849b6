/** Every path of a campaign folder that is made from a slug is made here, and nowhere else. */
export const campaignPath = 'campaign.yaml'

/** The file of a letter's facts. */
export const letterPath = (letter: string): string => `letters/${letter}/letter.yaml`

/** The file of the author's own text. */
export const sourcePath = (letter: string): string => `letters/${letter}/letter.md`

/** The file name of a frozen version, as `letter.yaml` names it: relative to the letter. */
export const versionFile = (edition: string, number: number): string => `versions/${edition}-${number}.txt`

/** The file of a frozen version. */
export const versionPath = (letter: string, edition: string, number: number): string =>
  `letters/${letter}/${versionFile(edition, number)}`
