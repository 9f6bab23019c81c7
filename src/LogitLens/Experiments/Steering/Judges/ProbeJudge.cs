using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>A probe's reading of a text, in the model without steering: how far its activation lies within the class that directions point to.</summary>
/// <param name="name">What results call it.</param>
/// <param name="probe">The probe, and where it reads.</param>
/// <param name="run">How batches are cut.</param>
internal sealed class ProbeJudge(string name, ModelSource source, Transformer model, JudgeProbe probe, RunOptions run) : IJudge
{
    public string Name => name;

    /// <inheritdoc/>
    /// <remarks>A text that does not reach the position which the probe reads cannot be told.</remarks>
    public double[] Score(IReadOnlyList<string> texts)
    {
        int[] bos = BosId is { } id ? [id] : [];
        int[][] tokens = [.. texts.Select(text => Cut([.. bos, .. source.Files.RequireTokenizer().Encode(text)]))];
        int[] places = [.. Enumerable.Range(0, texts.Count).Where(place => probe.Position.In(bos.Length, tokens[place].Length) >= 0)];
        ActivationReader reader = new(model, [new ActivationPoint(probe.Site)], probe.Position, bos.Length);
        TextSum[] read = TextSum.Read(reader, new LengthBatches(model.Config, run, model.Device), [.. places.Select(place => tokens[place])],
            SilentProgress.Instance, default)[0];
        double[] scores = new double[texts.Count];
        for (int row = 0; row < places.Length; row++)
        {
            scores[places[row]] = probe.Probe.DepthIn(probe.Label, read[row].Mean);
        }

        return scores;
    }

    public void Dispose()
    {
    }

    private int? BosId => probe.Bos is { } asked ? asked ? source.Files.RequireTokenizer().EndOfText : null : source.BosId;

    private int[] Cut(int[] ids) => ids.Length > model.Config.ContextLength ? ids[^model.Config.ContextLength..] : ids;
}
