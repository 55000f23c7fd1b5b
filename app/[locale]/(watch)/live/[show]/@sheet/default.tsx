/** Nothing lies over the picture. */
export default function NoSheet() {
  return null
}
