using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Experiments.AttentionView;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>A prompt's attention, head by head: the tokens, and on pointing at one how much it attends to the others.</summary>
internal static class AttentionStepper
{
    // Half the room that a page of a thousand examples may take.
    private const int MostBytes = 2_000_000;

    /// <summary>The view; null for a run over a dataset, or one whose patterns are gone.</summary>
    public static RunView? Of(FinishedRun run) =>
        run.Result<AttentionResult>() is { Patterns: { } file, Tokens: var tokens } && Path.Combine(run.Folder, file) is var path && File.Exists(path)
            ? new RunView("Head by head", Of(path, tokens, run.Manifest.Inputs?.Model?.Sha256))
            : null;

    /// <summary>The view; a remark where the patterns are too many for a page.</summary>
    /// <param name="path">The safetensors file with a pattern for each layer.</param>
    /// <param name="tokens">The prompt's tokens.</param>
    /// <param name="model">The model's sha256, by which pages of heads find it.</param>
    public static string Of(string path, IReadOnlyList<string> tokens, string? model = null)
    {
        using Checkpoint file = SafetensorsFile.Open(path);
        (int Layer, TensorEntry Entry)[] layers =
            [
                .. file.Tensors.Where(pair => pair.Key.EndsWith(".hook_pattern", StringComparison.Ordinal)).Select(pair => (LayerOf(pair.Key), pair.Value))
                .OrderBy(pair => pair.Item1),
            ];
        int heads = layers.Length == 0 ? 0 : (int)layers[0].Entry.Shape[0];
        long cells = (long)layers.Length * heads * tokens.Count * (tokens.Count + 1) / 2;
        if (cells is 0 or > MostBytes)
        {
            return Html.Element("p", $"The patterns are in {Path.GetFileName(path)}; they are too many for a page.", "class=\"note\"");
        }

        return "<p>Choose a head by the lists or the arrow keys in them; point at a token, or move to it by Tab, to see what it attends to.</p>"
            + Stepper(tokens, layers.Length, heads, Packed(file, layers, tokens.Count), model);
    }

    /// <summary>The view of patterns at hand.</summary>
    /// <param name="example">The patterns and their tokens.</param>
    public static string Of(ExampleAttention example) => Stepper(example.Tokens, example.Layers, example.Heads, example.Patterns, null);

    private static string Stepper(IReadOnlyList<string> tokens, int layers, int heads, ByteShares patterns, string? model)
    {
        StringBuilder html = new(string.Create(
            CultureInfo.InvariantCulture,
            $"<div class=\"attention\" data-layers=\"{layers}\" data-heads=\"{heads}\" data-model=\"{Html.Text(model)}\" "
            + $"data-patterns=\"{Convert.ToBase64String(patterns.Bytes)}\">"));
        html.Append("<label>layer <select class=\"layer\"></select></label> <label>head <select class=\"head\"></select></label> <button type=\"button\" "
            + "class=\"previous\">previous</button> "
            + "<button type=\"button\" class=\"next\">next</button><p class=\"tokens\">");
        foreach (string token in tokens)
        {
            html.Append(Html.Element("span", LensView.Shown(token), "tabindex=\"0\" class=\"token\""));
        }

        return html.Append("</p><p class=\"reading\" role=\"status\" aria-live=\"polite\"></p></div>").ToString();
    }

    private static ByteShares Packed(Checkpoint file, (int Layer, TensorEntry Entry)[] layers, int length) => ByteShares.Of(
        layers.SelectMany(layer => ExampleAttention.Seen(MemoryMarshal.Cast<byte, float>(file.ReadBytes(layer.Entry)).ToArray(), length)));

    private static int LayerOf(string name) => int.Parse(name.Split('.')[1], CultureInfo.InvariantCulture);
}
