using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Prints examples of a run with what the model answered, for <c>interp inspect --failures</c>: entries of a few lines that fit 80 columns.</summary>
internal static class FailuresPage
{
    private const int Width = 80;
    private const int Margin = 11;
    private const int LongestText = 600;

    /// <summary>Prints the listing, or its JSON.</summary>
    /// <exception cref="InputException">The folder is no finished run's, or has nothing of what was asked for.</exception>
    public static void Write(CommandContext context, string folder, IReadOnlyList<string> kinds, string? condition, int top)
    {
        FinishedRun run = FinishedRun.Open(folder);
        AnswerListing listing = AnswerListing.Of(run, context.Experiments.Of(folder), kinds, condition, top);
        if (context.WriteJson(() => Json.ToNode(listing)))
        {
            return;
        }

        context.Write(new SummaryTable("Answers", ["kind", "n"], [.. listing.Kinds.Select(kind => (IReadOnlyList<string>)[kind.Kind, $"{kind.N}"])]));
        string what = kinds.Count == 0 ? "wrong" : string.Join(", ", kinds);
        context.Write(listing.Answers.Count < listing.Found
            ? $"{listing.Answers.Count} of the {listing.Found} that are {what}, those whose right answer is least probable first:"
            : $"The {listing.Found} that are {what}, those whose right answer is least probable first:");
        foreach (ListedAnswer answer in listing.Answers)
        {
            context.Write("");
            Write(context, answer);
        }

        if (listing.Answers.Any(answer => answer.Text is null))
        {
            context.Write("");
            context.Write($"Texts are missing: this run kept no {RunFolder.PromptsFile}, or its model has no tokenizer.");
        }
    }

    private static void Write(CommandContext context, ListedAnswer answer)
    {
        context.Write(answer.Id);
        WriteField(context, "text", answer.Text);
        WriteField(context, "right", answer.Right);
        WriteField(context, "given", answer.Given);
        string confidence = answer.Confidence is { } given ? string.Create(CultureInfo.InvariantCulture, $", confidence {given:0.000}") : "";
        string right = string.Create(CultureInfo.InvariantCulture, $", probability of the right answer {answer.RightProbability:0.000}");
        WriteField(context, "what", answer.Kind + confidence + right);
    }

    private static void WriteField(CommandContext context, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        string whole = value.Length > LongestText ? $"{value[..LongestText]} [and {value.Length - LongestText} characters more]" : value;
        string head = $"  {name}:".PadRight(Margin);
        foreach (string line in whole.ReplaceLineEndings("\n").Split('\n').SelectMany(part => Wrapped.Lines(part, Width - Margin)))
        {
            context.Write(head + line);
            head = new string(' ', Margin);
        }
    }
}
