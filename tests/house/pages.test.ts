import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const APP = join(import.meta.dirname, '../../app')

const pages = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('page.tsx'))
  .map((path) => ({ path, text: readFileSync(join(APP, path), 'utf8') }))
  .filter(({ text }) => text.includes('function generateMetadata('))

/** What a page takes from the domains' queries. */
function queriesOf(text: string): string[] {
  return [...text.matchAll(/import \{([^}]+)\} from '#lib\/[a-z/]*queries\.ts'/g)].flatMap(([, names = '']) =>
    names.split(',').flatMap((name) => (name.trim() && !/^\s*type /.test(name) ? name.trim() : [])),
  )
}

test('a page reads once what its title and its body are made of', () => {
  expect(pages.length).toBeGreaterThan(3)
  const twice = pages.flatMap(({ path, text }) =>
    queriesOf(text).flatMap((name) =>
      // Called in both, and not through React's `cache`, which answers the second from the first.
      [...text.matchAll(new RegExp(`\\bawait ${name}\\(`, 'g'))].length > 1 ? `${path}: ${name}` : [],
    ),
  )
  expect(twice).toEqual([])
})
