import { answerAsCompanion, connectDatabase, openSecrets, systemMeans } from '#platform'
import { signingDesk } from './desk.ts'
import type { DeskAnswer, DeskQuestion, DeskSetup } from './desk-beside.ts'

await answerAsCompanion<DeskSetup, DeskQuestion, DeskAnswer>(async ({ connection, secretsFile }) => {
  const database = connectDatabase(connection)
  const { vault } = await openSecrets(secretsFile)
  const desk = signingDesk({ ...systemMeans(), database, vault })
  return {
    answer: async (question) =>
      question.about === 'form'
        ? { about: 'form', outcome: await desk.wish(question.form) }
        : { about: 'confirmation', outcome: await desk.confirm(question.wish) },
    close: async () => {
      await desk.drain()
      await database.close()
    },
  }
})
