using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>All that a page says of one run.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="number">Its place on the page, from 1.</param>
/// <param name="kinds">The experiments that there are.</param>
internal sealed class RunSection(string folder, int number, ExperimentRegistry kinds)
{
    private const int MostFailures = 200;
    private const int LongestPrompt = 4000;
    private const int MostWarnings = 4;

    private readonly RunInspection _run = RunInspection.Of(folder, kinds);
    private readonly List<(string Id, string Title, string Content)> _parts = [];

    /// <summary>The run in a line.</summary>
    public string Title => $"{_run.Kind}: {Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}";

    /// <summary>The heading's id.</summary>
    public string Id => $"run{number}";

    /// <summary>The parts that there are, with their ids, for the list of contents.</summary>
    public IReadOnlyList<(string Id, string Title, string Content)> Parts
    {
        get
        {
            if (_parts.Count == 0)
            {
                Fill();
            }

            return _parts;
        }
    }

    /// <summary>The section.</summary>
    public string ToHtml()
    {
        StringBuilder html = new($"<section aria-labelledby=\"{Id}\"><h2 id=\"{Id}\">{Html.Text(Title)}</h2>");
        foreach ((string id, string title, string content) in Parts)
        {
            html.Append($"<section aria-labelledby=\"{id}\"><h3 id=\"{id}\">{Html.Text(title)}</h3>{content}</section>");
        }

        return html.Append("</section>").ToString();
    }

    private void Fill()
    {
        Add("summary", "Summary", Summary());

        // Where there is no headline, warnings say what cannot be read.
        FinishedRun? run = _run.Headline is null ? null : FinishedRun.Open(folder);
        foreach (RunView view in run is null ? [] : Views(run))
        {
            Add("view", view.Title, view.Content);
        }

        string figures = Path.Combine(folder, RunFolder.FiguresFolder);
        string[] drawn = Directory.Exists(figures) ? [.. Directory.EnumerateFiles(figures, "*.svg").Order(StringComparer.Ordinal)] : [];
        if (drawn.Length > 0)
        {
            Add("figures", "Figures", string.Concat(drawn.Select((path, index) =>
                $"<figure>{ReportFigure.Of(path, $"{Id}f{index}-")}{Html.Element("figcaption", Path.GetFileNameWithoutExtension(path))}</figure>")));
        }

        if (_run.Tables.Count > 0)
        {
            Add(
                "tables", "Tables",
                string.Concat(_run.Tables.Select(path => Html.Folded(Path.GetFileName(path), ReportTable.OfFile(path).ToHtml(Path.GetFileName(path))))));
        }

        if (run is not null && Failures(run) is { } failures)
        {
            Add("failures", "Failures", failures);
        }

        Add("manifest", "To repeat it", Repeat());
    }

    // One file that cannot be read takes nothing else from the page.
    private static IReadOnlyList<RunView> Views(FinishedRun run)
    {
        try
        {
            return [.. RunView.Of(run)];
        }
        catch (InputException e)
        {
            return [new RunView("View", Warning(e.Message))];
        }
    }

    private void Add(string id, string title, string content) =>
        _parts.Add(($"{Id}-{id}{(_parts.Exists(part => part.Id == $"{Id}-{id}") ? $"{_parts.Count}" : "")}", title, content));

    private string Summary()
    {
        StringBuilder html = new("<dl>");
        foreach ((string name, string? value) in Facts().Where(fact => fact.Value is { Length: > 0 }))
        {
            html.Append(Html.Element("dt", name)).Append(Html.Element("dd", value));
        }

        html.Append("</dl>");
        if (_run.Headline is { } headline)
        {
            html.Append(ReportTable.Of(headline).ToHtml(headline.Title));
        }

        html.Append(string.Concat(_run.Warnings.Take(MostWarnings).Select(Warning)));
        if (_run.Warnings.Count > MostWarnings)
        {
            html.Append(Html.Folded($"{_run.Warnings.Count - MostWarnings} more warnings", string.Concat(_run.Warnings.Skip(MostWarnings).Select(Warning))));
        }

        return html.ToString();
    }

    private static string Warning(string text) => Html.Element("p", text, "class=\"warning\"");

    private IEnumerable<(string Name, string? Value)> Facts()
    {
        yield return ("state", _run.Error is null ? _run.State : $"{_run.State}: {_run.Error}");
        yield return ("model", _run.Inputs?.Model is { } model ? $"{model.Id} (sha256 {model.Sha256[..12]})" : null);
        yield return (
            "data", _run.Inputs?.Dataset is { } data ? string.Create(CultureInfo.InvariantCulture, $"{data.Id} {data.Split}: {data.Rows} examples") : null);
        yield return ("engine", _run.Inputs?.Engine is { } engine ? $"{engine.Name} {engine.Version}, {engine.Device}, {engine.DType}" : null);
        yield return (
            "begun", string.Create(CultureInfo.InvariantCulture, $"{_run.Started:yyyy-MM-dd HH:mm} UTC, {_run.Seconds:0.0} s of work, interp {_run.Tool}"));
    }

    private string? Failures(FinishedRun run)
    {
        try
        {
            AnswerListing listing = AnswerListing.Of(run, kinds.Of(folder), [], null, MostFailures);
            // Pairs have no prompt.
            string[] columns = ["id", "kind", "right", "given", "p(right)", "text", "prompt"];
            int shown = listing.Answers.Any(answer => answer.Prompt is { Length: > 0 }) ? columns.Length : columns.Length - 1;
            ReportTable table = new(columns[..shown], [.. listing.Answers.Select(answer => Cells(answer)[..shown])])
            {
                Choice = 1,
                Folded = 6,
                Notes = listing.Found > listing.Answers.Count
                    ? [$"{listing.Answers.Count} of {listing.Found}, those whose right answer is least probable."]
                    : [],
            };
            string kindsOf = string.Join(", ", listing.Kinds.Select(kind => $"{kind.Kind} {kind.N.ToString(CultureInfo.InvariantCulture)}"));
            return Html.Element("p", kindsOf) + (
                listing.Found == 0 ? Html.Element("p", "None: every answer is right.") : table.ToHtml("Wrong answers, by kind and with their texts"));
        }
        catch (InputException)
        {
            // Many runs answer nothing.
            return null;
        }
    }

    private static string[] Cells(ListedAnswer answer) =>
    [
        answer.Id, answer.Kind, answer.Right ?? "", answer.Given ?? "", answer.RightProbability.ToString("0.000", CultureInfo.InvariantCulture),
        answer.Text ?? "", Html.Shortened(answer.Prompt, LongestPrompt),
    ];

    private string Repeat() =>
        Html.Element("pre", "interp " + string.Join(' ', _run.CommandLine.Select(Quoted)), "class=\"command\"")
        + Html.Folded("run.json", Html.Element("pre", JsonSerializer.Serialize(RunManifest.Load(folder), Json.Indented)));

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./,=:@+*".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
