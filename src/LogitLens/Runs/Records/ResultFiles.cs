namespace LogitLens.Runs;

/// <summary>Writes what comes out of a run: results.json, CSV tables and figures.</summary>
internal static class ResultFiles
{
    /// <summary>Writes the summary: <c>schema</c> and <c>command</c>, then the result's own properties.</summary>
    public static void WriteResult(string folder, string command, object result)
    {
        using JsonDocument document = JsonSerializer.SerializeToDocument(result, result.GetType(), Json.Indented);
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n", Encoder = Json.Indented.Encoder };
        AtomicFile.Write(Path.Combine(folder, RunFolder.ResultsFile), stream =>
        {
            using Utf8JsonWriter writer = new(stream, options);
            writer.WriteStartObject();
            writer.WriteNumber("schema", 1);
            writer.WriteString("command", command);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Writes each table as NAME.csv.</summary>
    /// <returns>The files' names.</returns>
    public static IReadOnlyList<string> WriteTables(string folder, IEnumerable<CsvTable> tables)
    {
        List<string> names = [];
        foreach (CsvTable table in tables)
        {
            names.Add(table.Name + ".csv");
            AtomicFile.WriteText(Path.Combine(folder, names[^1]), table.Write);
        }

        return names;
    }

    /// <summary>The paths within a run's folder of figures and what lies beside them in other formats.</summary>
    public static IEnumerable<string> InFolder(string folder, IEnumerable<string> figures) => figures
        .SelectMany(path => new[] { Path.ChangeExtension(path, ".svg"), path }).Distinct().Select(path => Path.GetRelativePath(folder, path));

    /// <summary>Writes each figure as figures/NAME.svg, and NAME.png where that can be made.</summary>
    /// <returns>The figures' paths: the PNG where there is one.</returns>
    public static IReadOnlyList<string> WriteFigures(string folder, IEnumerable<DrawnFigure> figures, Action<string, string>? svgToPng)
    {
        string parent = Path.Combine(folder, RunFolder.FiguresFolder);
        List<string> paths = new();
        foreach (DrawnFigure figure in figures)
        {
            Directory.CreateDirectory(parent);
            string svg = Path.Combine(parent, figure.Name + ".svg");
            string png = Path.Combine(parent, figure.Name + ".png");
            figure.Svg.Save(svg);
            bool hasPng = svgToPng is not null && AtomicFile.WriteBeside(png, beside => svgToPng(svg, beside));
            paths.Add(hasPng ? png : svg);
        }

        return paths;
    }
}
