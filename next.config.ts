import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/edge/i18n.ts')

const config: NextConfig = {
  // The door compresses, names and secures; this process only makes pages.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` does it with the newer compiler.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pino',
    'sharp',
    '@node-rs/argon2',
    'nodemailer',
    'rate-limiter-flexible',
  ],
  // A picture is 12 MB at most (lib/catalog/model.ts), and its form some bytes more. What the proxy (proxy.ts) lets
  // through is cut off at its own limit without a word, 10 MB unless it is told.
  experimental: { serverActions: { bodySizeLimit: '13mb' }, proxyClientMaxBodySize: '13mb' },
}

export default withNextIntl(config)
