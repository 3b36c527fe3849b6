/** How often something is broken on purpose: a few times in every test run, as often as promised in `npm run test:faults`. */
export const rounds = (usual: number, promised: number): number => (process.env['FAULTS'] === '1' ? promised : usual)
