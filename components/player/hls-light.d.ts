// The light build has the full build's types for what it has (no captions, encryption or alternate audio).
declare module 'hls.js/light' {
  export * from 'hls.js'
  export { default } from 'hls.js'
}
