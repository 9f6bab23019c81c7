using System.Reflection;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>
/// One HTML page about finished runs, to be read offline: summaries, views that answer to mouse and keyboard, figures, tables, failures, and what it
/// takes to repeat each run. The page asks nothing of any network.
/// </summary>
public static class Report
{
    /// <summary>What every page begins with.</summary>
    public const string Beginning = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"generator\" content=\"interp report\">";

    // What grids of cells have in common comes before the views that have one.
    private static readonly string[] s_scripts =
        ["theme.js", "grid.js", "tables.js", "lens.js", "attention.js", "heads.js", "attributions.js", "probes.js", "steered.js"];

    /// <summary>The page's name in a run's own folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the page about one run into the run's folder, as one of its files.</summary>
    /// <returns>The page's path.</returns>
    /// <exception cref="InputException">The folder is no run's.</exception>
    public static string WriteInto(string folder, ExperimentRegistry kinds)
    {
        string path = Path.Combine(folder, FileName);
        Write([folder], path, kinds);
        RunManifest manifest = RunManifest.Load(folder);
        (manifest with { Files = [.. (manifest.Files ?? []).Append(FileName).Distinct()] }).Save(folder);

        return path;
    }

    /// <summary>Whether a file is a page of ours, which may be made anew; what else it may be is its owner's.</summary>
    public static bool IsReport(string path)
    {
        using StreamReader reader = new(path);
        char[] start = new char[Beginning.Length];
        return reader.ReadBlock(start) == start.Length && new string(start) == Beginning;
    }

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="folders">The runs' folders.</param>
    /// <param name="path">The page's file.</param>
    /// <param name="kinds">The experiments that there are.</param>
    /// <exception cref="InputException">A folder is no run's, or the page would stand where one of its runs keeps a file.</exception>
    public static void Write(IReadOnlyList<string> folders, string path, ExperimentRegistry kinds)
    {
        RequireOwnPlace(folders, path);
        RunSection[] sections = [.. folders.Select((folder, index) => new RunSection(folder, index + 1, kinds))];
        string title = sections.Length == 1 ? sections[0].Title : $"{sections.Length} runs";
        StringBuilder page = new();
        page.Append(Beginning).Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src "
            + "data:\">");
        page.Append($"<title>{Html.Text(title)}</title><link rel=\"icon\" href=\"data:,\"><style>{Asset("report.css")}</style></head><body>");
        page.Append(
            $"<a class=\"skip\" href=\"#main\">Skip to the results</a><header><h1>{Html.Text(title)}</h1>"
            + "<button type=\"button\" id=\"theme\">light or dark</button></header>");
        page.Append("<nav aria-label=\"Contents\"><ul>");
        foreach (RunSection section in sections)
        {
            page.Append($"<li><a href=\"#{section.Id}\">{Html.Text(section.Title)}</a><ul>");
            foreach ((string id, string name, _) in section.Parts)
            {
                page.Append($"<li><a href=\"#{id}\">{Html.Text(name)}</a></li>");
            }

            page.Append("</ul></li>");
        }

        page.Append("</ul></nav><main id=\"main\">");
        foreach (RunSection section in sections)
        {
            page.Append(section.ToHtml());
        }

        page.Append($"</main><script>{string.Concat(s_scripts.Select(Asset))}</script></body></html>\n");
        WritableFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.WriteText(path, writer => writer.Write(page.ToString()));
    }

    // --force replaces what is beside a run, and no file of it.
    private static void RequireOwnPlace(IReadOnlyList<string> folders, string path)
    {
        string place = RealPath.Of(path);
        if (File.Exists(path) && !IsReport(path) && folders.FirstOrDefault(folder => RealPath.IsWithin(place, RealPath.Of(folder))) is { } run)
        {
            throw new InputException($"{path} is a file of the run {run}; an output is never an input");
        }
    }

    private static string Asset(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"LogitLens.Reports.Page.{name}")
            ?? throw new InvalidOperationException($"{name} is no resource of the library");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
