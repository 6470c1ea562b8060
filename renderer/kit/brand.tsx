/** The mark and the name. */
export function Brand({ small = false }: { readonly small?: boolean }) {
  return (
    <span className="uc-brand">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="7" className="uc-brand__ground" />
        <path
          d="M7 12.5a4 4 0 0 1 4-4 5.5 5.5 0 0 1 10.4 1.2A3.6 3.6 0 0 1 24.5 15H9.5A2.5 2.5 0 0 1 7 12.5Z"
          className="uc-brand__cloud"
        />
        <path d="M8 19h16M11 23h10M14 27h4" strokeWidth="2" strokeLinecap="round" className="uc-brand__lines" />
      </svg>
      {!small && <span>Undercast</span>}
    </span>
  );
}
