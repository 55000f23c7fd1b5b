import type { MetadataRoute } from 'next'

/** Installable on the phone. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Cunbo 村播',
    short_name: '村播',
    start_url: '/',
    display: 'standalone',
    background_color: '#fbf7ef',
    theme_color: '#fbf7ef',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
}
