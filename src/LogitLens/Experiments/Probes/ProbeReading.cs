using LogitLens.Figures;
using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Probes;

/// <summary>What trained probes read at each token of a text.</summary>
/// <param name="Class">The class that is read for.</param>
/// <param name="TokenIds">The text's tokens.</param>
/// <param name="Tokens">Their texts; their ids where the model has no tokenizer.</param>
/// <param name="Sites">The sites, in the order of the forward pass.</param>
/// <param name="Margins">[site][token] the class's probability less the greatest other class's, -1 to 1.</param>
/// <param name="Probabilities">[site][token] the class's probability.</param>
public sealed record ProbeReading(
    string Class, IReadOnlyList<int> TokenIds, IReadOnlyList<string> Tokens, IReadOnlyList<string> Sites, double[][] Margins, double[][] Probabilities)
{
    /// <summary>Reads a text.</summary>
    /// <param name="path">The probes: a folder that probe-train has written, or a file in it.</param>
    /// <param name="card">The probes' card.</param>
    /// <param name="source">The model's files.</param>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The text, BOS first where there is one.</param>
    /// <param name="className">The class to read for; null for the one named positive, or else the last.</param>
    /// <param name="sites">Patterns of the sites to show; null for all.</param>
    /// <exception cref="InputException">The probes are not of this model's shape, or there is no such class or site.</exception>
    public static ProbeReading Of(string path, ProbeCard card, ModelSource source, Transformer model, int[] tokens, string? className, string? sites)
    {
        int label = ClassOf(card, className);
        string patterns = sites ?? string.Join(',', card.Sites.Select(SiteName));
        HashSet<string> wanted = [.. ActivationPoint.Select(patterns, model.Config).Select(point => point.Name)];
        IReadOnlyList<LinearProbe> probes = ProbeFile.Read(path, card);
        int[] chosen = [.. Enumerable.Range(0, card.Sites.Count).Where(site => wanted.Contains(card.Sites[site].Site))];
        if (chosen.Length == 0)
        {
            throw new InputException($"--sites {sites}: there are no probes of these; there are "
                + string.Join(", ", card.Sites.Take(6).Select(site => site.Site)));
        }

        ActivationPoint[] points = [.. chosen.Select(site => PointOf(card.Sites[site], model.Config, probes[site].Weight[0].Length))];
        using DisposeScope scope = NewDisposeScope();
        int first = source.BosId is null ? 0 : 1;
        IReadOnlyList<Tensor> rows = new ActivationReader(model, points, ReadPosition.Every, first).Read([tokens]);
        double[][][] given = [.. chosen.Select((site, k) => probes[site].Probabilities(rows[k]))];
        int[] own = tokens[first..];
        return new ProbeReading(
            card.Classes[label], own, [.. own.Select(token => source.Files.Tokenizer?.TokenText(token) ?? $"{token}")], [.. points.Select(point => point.Name)],
            [.. given.Select(site => site.Select(each => each[label] - each.Where((_, other) => other != label).Max()).ToArray())],
            [.. given.Select(site => site.Select(each => each[label]).ToArray())]);
    }

    /// <summary>The text on the colours of its readings, a line a site.</summary>
    public SvgDocument Draw(string what) => new TokenStrip
    {
        Heading = new FigureHeading($"Where probes read '{Class}', token by token", what),
        Lines = [.. Sites.Select((site, k) => new TokenLine(site, [.. Tokens.Select((token, place) => new TokenValue(token, Margins[k][place]))]))],
        ValueTitle = $"P({Class}) less the greatest other",
        Scale = ColourScale.Diverging(1),
    }.Draw();

    /// <summary>A row a token, a column a site.</summary>
    public SummaryTable ToTable(string what) => new(
        $"{what}: P({Class}) as each probe reads it after each token",
        ["token", .. Sites.Select(Short)],
        [.. Tokens.Select((token, place) => (IReadOnlyList<string>)
            [token, .. Sites.Select((_, k) => Probabilities[k][place].ToString("0.00", CultureInfo.InvariantCulture))])])
    {
        Layout = [new ColumnLayout(false, true), .. Sites.Select(_ => new ColumnLayout(true, false))],
    };

    // blocks.3.hook_resid_post is layer 3, as long as there is one kind of site.
    private string Short(string site)
    {
        string[] parts = site.Split('.');
        bool one = Sites.All(each => each.Split('.') is ["blocks", _, .. string[] rest] && string.Join('.', rest) == string.Join('.', parts[2..]));
        return one ? $"L{parts[1]}" : site;
    }

    private static int ClassOf(ProbeCard card, string? name)
    {
        int named = card.Classes.ToList().IndexOf(name ?? "positive");
        return named >= 0 ? named
            : name is null ? card.Classes.Count - 1
            : throw new InputException($"--class {name}: the probes' classes are {string.Join(", ", card.Classes)}");
    }

    private static string SiteName(ProbeCardSite site) => site.Head is null ? site.Site : site.Site[..site.Site.LastIndexOf('.')];

    private static ActivationPoint PointOf(ProbeCardSite site, ModelConfig config, int width)
    {
        ActivationPoint point = ActivationPoint.Select(SiteName(site), config).First(each => each.Head == site.Head);
        return point.Width(config) == width
            ? point
            : throw new InputException($"{site.Site}: the probe reads {width} numbers and the model has {point.Width(config)} there; it was trained on "
                + "another model");
    }
}
