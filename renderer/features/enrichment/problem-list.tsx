import { Alert, Text } from '@mantine/core';

/** Lines of a list that could not be used, and why. */
export function ProblemList(props: {
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
  readonly onClose: () => void;
}) {
  const { problems } = props;
  if (problems.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      title={
        <Text span inherit c="var(--mantine-color-text)">
          Some lines could not be used
        </Text>
      }
      withCloseButton
      closeButtonLabel="Close"
      onClose={props.onClose}
    >
      <ul className="uc-plainlist">
        {problems.slice(0, 20).map(({ line, problem }) => (
          <li key={`${line} ${problem}`}>
            Line {line} {problem}
          </li>
        ))}
        {problems.length > 20 && <li>and {problems.length - 20} more</li>}
      </ul>
    </Alert>
  );
}
