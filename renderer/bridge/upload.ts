import { AppError } from '../../core/contract/errors.ts';
import { errorOf } from './host-over-http.ts';
import { createListeners } from './listeners.ts';

export interface UploadProgress {
  readonly name: string;
  readonly sent: number;
  readonly bytes: number;
  readonly over: boolean;
}

const progress = createListeners<UploadProgress>();
export const onUpload = progress.add;

/** Sends one file to the local server. XMLHttpRequest, because fetch cannot tell how much has been sent. */
export function upload(address: URL, file: Blob, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const tell = (sent: number, over: boolean): void => progress.tell({ name, sent, bytes: file.size, over });
    request.open('PUT', address);
    request.upload.addEventListener('progress', (event) => tell(event.loaded, false));
    request.addEventListener('load', () => {
      tell(file.size, true);
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // Answered below by its status.
      }
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(errorOf(body, request.status));
    });
    request.addEventListener('error', () => {
      tell(0, true);
      reject(
        new AppError('file.notReadable', `“${name}” could not be read or sent. Was it moved or changed meanwhile?`, {
          path: name,
        }),
      );
    });
    tell(0, false);
    request.send(file);
  });
}
