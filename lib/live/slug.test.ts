import { expect, test } from 'vitest'
import { slugOf } from './slug.ts'

const title = (zh: string, en = '', fr = '') => ({ zh, en, fr })

test.each([
  [title('云岭早市', 'Harvest morning in Yunling'), 'harvest-morning-in-yunling'],
  [title('', '', 'Été à la ferme : l’œuf'), 'ete-a-la-ferme-l-uf'],
  [title('云岭早市'), 'show'],
  [title('', '../../etc/passwd'), 'etc-passwd'],
  [title('', 'Stock'), 'show'],
  [title('', `${'word '.repeat(30)}`), 'word-word-word-word-word-word-word-word-word-word-word-word'],
])('%j', (given, slug) => {
  expect(slugOf(given)).toBe(slug)
})
