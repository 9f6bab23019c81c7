using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

internal static partial class Gallery
{
    private static readonly string[] s_prompt =
    [
        "Text", ":", " a", " gor", "geous", ",", " witty", ",", " seductive", " movie", ".", "\n", "Class", "ify", " the", " text", " into",
        " negative", " or", " positive", " sentiment", ".", "\n", "S", "ent", "iment", ":",
    ];

    private static Dictionary<string, Func<SvgDocument>> Lenses() => new()
    {
        ["lens-12-layers"] = () => Lens(s_prompt, 12).Draw(),
        ["lens-48-layers"] = () => (Lens(s_prompt, 48) with { ColumnsPerPanel = 27 }).Draw(),
        ["lens-rank"] = () =>
            (Lens(s_prompt, 4) with
            {
                Scale = ColourScale.Logarithmic(1, 50257).Reversed(),
                ValueTitle = "rank of the model's top token",
                Format = ValueFormat.Count,
            }).Draw(),
        ["lens-one-token"] = () => Lens([" hello"], 1).Draw(),
        ["lens-empty"] = () => Lens([], 12).Draw(),
        ["lens-awkward"] = () => Lens(AwkwardText.All, 3, (_, _) => double.NaN).Draw(),
    };

    private static Dictionary<string, Func<SvgDocument>> Strips() => new()
    {
        ["strip-effects"] = () => Strip(s_prompt, (i, _) => Math.Pow(Noise(i), 3) * 2).Draw(),
        ["strip-equal"] = () => Strip(s_prompt, (_, _) => 0).Draw(),
        ["strip-awkward"] = () => Strip(AwkwardText.All, (i, _) => i % 4 == 0 ? double.NaN : Noise(i)).Draw(),
        ["strip-empty"] = () => Strip([], (_, _) => 0).Draw(),
    };

    private static TokenStrip Strip(IReadOnlyList<string> tokens, Func<int, int, double> value) => new()
    {
        Heading = Heading("Effect of each token's being unseen on the answer"),
        ValueTitle = "change of the logit difference",
        Lines =
        [
            new("example 17: positive, predicted positive", [.. tokens.Select((token, i) => new TokenValue(token, value(i, 0)))]),
            new(AwkwardText.Long + AwkwardText.Long, [.. tokens.Select((token, i) => new TokenValue(token, value(i + 40, 1)))]),
        ],
    };

    private static LensGrid Lens(IReadOnlyList<string> tokens, int layers) =>
        Lens(tokens, layers, (layer, position) => Math.Clamp(((layer + 1.0) / layers) - (0.5 * Math.Abs(Noise(position, layer))), 0.01, 0.99));

    private static LensGrid Lens(IReadOnlyList<string> tokens, int layers, Func<int, int, double> value) => new()
    {
        Heading = new("Logit lens: the top token of each layer", "tiny, resid_post after the final norm"),
        InputTokens = tokens,
        Targets = [.. tokens.Select((_, i) => i + 1 < tokens.Count ? new LensTarget(tokens[i + 1], Noise(i) > 0.2) : null)],
        Cells = [.. Enumerable.Range(0, layers).Select(layer => tokens.Select((_, i) =>
            new LensCell(tokens[(i + (int)(10 * Math.Abs(Noise(i, layer / 3)))) % tokens.Count], value(layer, i))).ToArray())],
        LayerLabels = Indices(layers),
        ValueTitle = "probability of the top token",
        Format = ValueFormat.Proportion,
    };
}
