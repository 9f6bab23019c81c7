namespace LogitLens.Experiments.Finetuning;

/// <summary>One of the commands of <c>--then</c>, as typed.</summary>
/// <param name="Words">The command and its options.</param>
/// <param name="Name">What its runs' folders begin with: the command, with a number where the same one stands there before.</param>
internal sealed record ThenLine(IReadOnlyList<string> Words, string Name)
{
    /// <summary>What compares runs; it comes of itself.</summary>
    public const string Compare = "compare";

    // What says which model a command runs on and where to.
    private static readonly string[] s_settled = ["--model", "--output", "--resume", "--force"];

    /// <summary>The experiment.</summary>
    public string Command => Words[0];

    /// <summary>Its options.</summary>
    public IEnumerable<string> Options => Words.Skip(1);

    /// <summary>Whether it looks at prompts of its own, which are no data that its runs could be compared over.</summary>
    public bool HasPrompt => Gives("--prompt") || Gives("--prompts") || Gives("--token-ids");

    /// <summary>Whether it brings its own texts, so that it needs no data.</summary>
    public bool HasTexts => HasPrompt || Gives("--pairs");

    /// <summary>Whether an option is among its words, as <c>--name value</c> or <c>--name=value</c>.</summary>
    public bool Gives(string option) => Options.Any(word => word.Split('=', ':')[0] == option);

    /// <summary>The commands: parted by semicolons and their words by spaces, as a shell does, where quotes hold both together.</summary>
    /// <param name="text">What was given to <c>--then</c>.</param>
    /// <exception cref="InputException">There is no command, a quote is not closed, or a command cannot follow a finetuning.</exception>
    public static IReadOnlyList<ThenLine> Parse(string text)
    {
        List<ThenLine> lines = [];
        foreach (IReadOnlyList<string> words in Parted(text))
        {
            int same = lines.Count(line => line.Command == words[0]);
            ThenLine line = new(words, same == 0 ? words[0] : string.Create(CultureInfo.InvariantCulture, $"{words[0]}-{same + 1}"));
            line.RequireAnalysis();
            lines.Add(line);
        }

        return lines.Count > 0 ? lines : throw new InputException("--then names no command; give one with its options, as \"logit-lens --limit 100\"");
    }

    private static IEnumerable<IReadOnlyList<string>> Parted(string text)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char? quote = null;
        int opened = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char letter = text[at];
            if (letter == quote)
            {
                quote = null;
            }
            else if (quote is null && letter is '\'' or '"')
            {
                (quote, opened, word) = (letter, at, word ?? new StringBuilder());
            }
            else if (quote is not null || !(letter == ';' || char.IsWhiteSpace(letter)))
            {
                word = (word ?? new StringBuilder()).Append(letter);
            }
            else
            {
                End();
                if (letter == ';' && words.Count > 0)
                {
                    yield return words;
                    words = [];
                }
            }
        }

        if (quote is not null)
        {
            throw new InputException($"--then: a quote is opened and not closed: {text[opened..]}");
        }

        End();
        if (words.Count > 0)
        {
            yield return words;
        }

        // Quotes around nothing are a word too.
        void End()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }

    private void RequireAnalysis()
    {
        if (Command == FinetuneKind.Instance.Command)
        {
            throw new InputException($"--then {Command}: it trains a model, and what follows looks at one, as logit-lens or evaluate do");
        }

        if (Command == Compare)
        {
            throw new InputException($"--then {Command}: runs before and after training are compared of themselves; name the command that makes them");
        }

        if (s_settled.FirstOrDefault(Gives) is { } settled)
        {
            throw new InputException($"--then {Command}: leave {settled} out; it follows from the finetuning's own options");
        }
    }
}
