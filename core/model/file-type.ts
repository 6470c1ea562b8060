/** What a file is, by the extension of its name: audit logs carry no content. */
export const FILE_TYPES = ['document', 'spreadsheet', 'presentation', 'text', 'image', 'folder', 'other'] as const;
export type FileType = (typeof FILE_TYPES)[number];

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';
const MS = 'application/vnd';

/** MIME types by extension, as IANA's registry and the vendors name them. */
const MIME: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  docx: `${OFFICE}.wordprocessingml.document`,
  docm: `${MS}.ms-word.document.macroenabled.12`,
  dotx: `${OFFICE}.wordprocessingml.template`,
  odt: `${OPEN}.text`,
  rtf: 'application/rtf',
  pdf: 'application/pdf',
  gdoc: `${MS}.google-apps.document`,
  boxnote: `${MS}.box.boxnote`,
  xls: `${MS}.ms-excel`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  xlsm: `${MS}.ms-excel.sheet.macroenabled.12`,
  xlsb: `${MS}.ms-excel.sheet.binary.macroenabled.12`,
  ods: `${OPEN}.spreadsheet`,
  gsheet: `${MS}.google-apps.spreadsheet`,
  ppt: `${MS}.ms-powerpoint`,
  pptx: `${OFFICE}.presentationml.presentation`,
  pptm: `${MS}.ms-powerpoint.presentation.macroenabled.12`,
  odp: `${OPEN}.presentation`,
  gslides: `${MS}.google-apps.presentation`,
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  htm: 'text/html',
  xml: 'text/xml',
  css: 'text/css',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  heic: 'image/heic',
  psd: 'image/vnd.adobe.photoshop',
  json: 'application/json',
  zip: 'application/zip',
  '7z': 'application/x-7z-compressed',
  rar: `${MS}.rar`,
  gz: 'application/gzip',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  exe: `${MS}.microsoft.portable-executable`,
  msg: `${MS}.ms-outlook`,
  eml: 'message/rfc822',
};

const SHAPES: readonly (readonly [RegExp, FileType])[] = [
  [/^text\//, 'text'],
  [/^image\//, 'image'],
  [/wordprocessing|msword|ms-word|opendocument\.text|rtf|pdf|google-apps\.document|boxnote/, 'document'],
  [/spreadsheet|ms-excel/, 'spreadsheet'],
  [/presentation|powerpoint/, 'presentation'],
];

function shapeOf(mimeType: string): FileType {
  return SHAPES.find(([shape]) => shape.test(mimeType))?.[1] ?? 'other';
}

/** Of those in the table: asked for each of a hundred thousand files. */
const TYPES: ReadonlyMap<string, FileType> = new Map(Object.values(MIME).map((mime) => [mime, shapeOf(mime)]));

const EXTENSION = /^[A-Za-z0-9]{1,16}$/;
/** One more than an extension may have. */
const MOST_TRIED = 17;

/** The extension as it stands, without its dot; null for a name without one. */
export function extensionOf(name: string): string | null {
  const dot = name.lastIndexOf('.');
  // An expression for all of it would begin anew at every character of a name.
  return dot > 0 && !'./\\'.includes(name.charAt(dot - 1)) && EXTENSION.test(name.slice(dot + 1, dot + 1 + MOST_TRIED))
    ? name.slice(dot + 1)
    : null;
}

export function mimeTypeOf(extension: string | null): string | null {
  const key = extension?.toLowerCase() ?? '';
  return Object.hasOwn(MIME, key) ? (MIME[key] ?? null) : null;
}

export function fileTypeOf(mimeType: string | null): FileType {
  if (mimeType === null) return 'other';
  return TYPES.get(mimeType) ?? shapeOf(mimeType);
}
