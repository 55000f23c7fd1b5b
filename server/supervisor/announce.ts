import { networkInterfaces } from 'node:os'
import type { Demo } from './demo.ts'

/**
 * An encoder that needs no file: a picture that moves and counts, and a tone. In place of both inputs goes
 * `-re -stream_loop -1 -i FILE`.
 */
export function encoderLine(ingestUrl: string): string {
  return [
    'ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=30 -re -f lavfi -i sine=frequency=330:sample_rate=48000',
    '-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 30 -keyint_min 30 -sc_threshold 0 -c:a aac',
    '-f hls -hls_time 1 -hls_segment_type fmp4 -hls_flags independent_segments+program_date_time',
    `-method PUT -http_persistent 1 -ignore_io_errors 1 ${ingestUrl}/e1/index.m3u8`,
  ].join(' ')
}

export type Opened = {
  url: string
  host: string
  port: number
  demo: Demo | undefined
  /** First-run set-up awaits the first admin, who comes by this link. */
  setupLink: string | null
  paymentsOff: boolean
}

/** What stands last on the terminal, line by line. */
export function announcement({ url, host, port, demo, setupLink, paymentsOff }: Opened): string[] {
  const lines = ['', `Cunbo is open at ${url}`]
  for (const address of host === '0.0.0.0' || host === '::' ? localAddresses() : [])
    lines.push(`  in this network  http://${address}:${port}`)
  if (setupLink)
    lines.push(
      '',
      '  Nobody is here yet. This link, and no other, makes the first cooperative and its admin:',
    )
  if (setupLink) lines.push(`  ${setupLink}`)
  if (paymentsOff)
    lines.push(
      '',
      '  Payment is off: set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or PAYMENTS=sandbox to try.',
    )
  if (demo) {
    lines.push(
      '',
      `  on air    ${url}/en/live/${demo.onAir.show}`,
      `  accounts  ${Object.values(demo.accounts).join('\n            ')}`,
      `  password  ${demo.password}`,
      '',
      `  A show waits for your own video at ${url}/en/live/${demo.openStage.show}: paste this, or put`,
      '  "-re -stream_loop -1 -i FILE" in the place of the two inputs.',
      '',
      encoderLine(demo.openStage.ingestUrl),
    )
  }
  return [...lines, '', 'Ctrl-C stops it.']
}

function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
