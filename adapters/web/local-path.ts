/** A path of this site to go back to; nothing typed can lead elsewhere. */
export function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\t\r\n]*$/.test(path) ? path : '/';
}
