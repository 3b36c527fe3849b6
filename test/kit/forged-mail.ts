import { authorForgeries } from './forged-authors.ts'
import { headerForgeries } from './forged-headers.ts'
import { signatureForgeries } from './forged-signatures.ts'
import { subjectForgeries } from './forged-subjects.ts'

/** Every way to forge a proof by mail that the tests know. */
export const forgeries = [...authorForgeries, ...headerForgeries, ...signatureForgeries, ...subjectForgeries]
