import { randomBytes } from 'node:crypto'

/** A value for one response, by which its own scripts are known. */
export function makeNonce(): string {
  return randomBytes(16).toString('base64')
}

/**
 * What a page may load. Scripts: those that carry the nonce, which Next reads out of this very header, and what they
 * load in turn; nothing inline besides. Styles: our files; attributes for a picture's colour, which cannot load or run
 * anything. Forms: here, and the provider's page, because a browser checks where a form's answer redirects to.
 */
export function contentSecurityPolicy(options: {
  nonce: string
  /** Origins of pages that our forms may lead to. */
  formTargets: readonly string[]
  /** The page came over https: then everything in it does. */
  secure: boolean
}): string {
  const { nonce, formTargets, secure } = options
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: data:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "object-src 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** For everything that leaves through the door. */
export const ALWAYS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** For pages. The studio films with the visitor's own camera; nothing else of the device is asked for. */
export const ON_PAGES: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(self), microphone=(self), display-capture=(self), picture-in-picture=(self), fullscreen=(self), autoplay=(self), screen-wake-lock=(self), geolocation=(), usb=(), serial=(), payment=(), browsing-topics=()',
  'X-Frame-Options': 'DENY',
}

/** Half a year: long enough to count, short enough to come back from. */
export const STRICT_TRANSPORT = 'max-age=15552000'
