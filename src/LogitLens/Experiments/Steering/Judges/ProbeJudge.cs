using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>A probe's reading of a text, in the model without steering: how far its activation lies beyond the probe's midpoint.</summary>
/// <param name="name">What results call it.</param>
/// <param name="probe">The probe's direction, which has a midpoint.</param>
/// <param name="site">Where it reads.</param>
/// <param name="position">What of a text it reads.</param>
/// <param name="run">How batches are cut.</param>
internal sealed class ProbeJudge(string name, ModelSource source, Transformer model, LayerDirection probe, Site site, ReadPosition position, RunOptions run)
    : IJudge
{
    public string Name => name;

    public double[] Score(IReadOnlyList<string> texts)
    {
        int[] bos = source.BosId is { } id ? [id] : [];
        int[][] tokens = [.. texts.Select(text => Cut([.. bos, .. source.Files.RequireTokenizer().Encode(text)]))];
        int[] places = [.. Enumerable.Range(0, texts.Count).Where(place => tokens[place].Length > bos.Length)];
        ActivationReader reader = new(model, [new ActivationPoint(site)], position, bos.Length);
        TextSum[] read = TextSum.Read(reader, new LengthBatches(model.Config, run, model.Device), [.. places.Select(place => tokens[place])],
            SilentProgress.Instance, default)[0];
        double[] scores = new double[texts.Count];
        for (int row = 0; row < places.Length; row++)
        {
            double along = read[row].Sum.Zip(probe.Vector, (sum, weight) => sum * weight).Sum() / read[row].Rows / probe.Length;
            scores[places[row]] = along - probe.Midpoint!.Value;
        }

        return scores;
    }

    public void Dispose()
    {
    }

    private int[] Cut(int[] ids) => ids.Length > model.Config.ContextLength ? ids[^model.Config.ContextLength..] : ids;
}
