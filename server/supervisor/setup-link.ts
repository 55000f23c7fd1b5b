import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '#lib/edge/paths.ts'
import { setupKey } from '#lib/members/setup-key.ts'

/** Where the first admin of an empty house comes in; the page offers the other languages. */
export function setupLinkOf(publicUrl: string, authSecret: string): string {
  return `${publicUrl}${paths.setup('zh', setupKey(authSecret))}`
}

/**
 * `DATA_DIR/setup-link.txt`, for those who do not see what a start prints: only its owner may read it. Without a link
 * (somebody is there) it goes.
 */
export function keepSetupLink(dataDir: string, link: string | null): void {
  const file = join(dataDir, 'setup-link.txt')
  if (!link) {
    rmSync(file, { force: true })
    return
  }
  writeFileSync(file, `${link}\n`, { mode: 0o600 })
  // The mode above counts for a new file only.
  chmodSync(file, 0o600)
}
