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
  experimental: { serverActions: { bodySizeLimit: '12mb' } },
}

export default withNextIntl(config)
