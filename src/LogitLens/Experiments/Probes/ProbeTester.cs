using LogitLens.LinearProbes;
using LogitLens.Models;

namespace LogitLens.Experiments.Probes;

/// <summary>Applies trained probes to texts.</summary>
/// <param name="options">Where texts are read.</param>
/// <param name="data">The texts.</param>
/// <param name="trained">The probes.</param>
/// <param name="random">The model with random weights; null where there is none.</param>
/// <param name="rows">The rows of all texts, with their control labels.</param>
internal sealed class ProbeTester(ProbeTrainOptions options, ProbeData data, TrainedProbes trained, Transformer model, Transformer? random, ProbeRows rows)
{
    private readonly IReadOnlyList<ActivationPoint> _points = ActivationPoint.Select(options.Sites, model.Config);
    private readonly HashSet<int> _seen = [.. trained.SeenWords];
    private readonly Dictionary<string, int> _column =
        trained.BagOfWords?.Words.Select((word, place) => (word, place)).ToDictionary(StringComparer.Ordinal) ?? [];

    /// <summary>A record a text.</summary>
    /// <param name="texts">Places in the data.</param>
    /// <param name="ids">The records' ids.</param>
    public IReadOnlyList<ProbeRecord> Test(IReadOnlyList<int> texts, IReadOnlyList<string> ids)
    {
        using DisposeScope scope = NewDisposeScope();
        int[][] tokens = [.. texts.Select(text => data.Texts.Tokens[text])];
        IReadOnlyList<Tensor> read = new ActivationReader(model, [.. _points, new ActivationPoint(new Site(SiteKind.Embed))], options.Position,
            data.Texts.First).Read(tokens);
        double[][][] given = [.. trained.Points.Append(trained.Embeddings).Select((point, k) => point.Fitted.Probe.Probabilities(read[k]))];
        int[][] control = [.. trained.Points.Select((point, k) => point.Control.Classify(read[k]))];
        int[][] withoutMeans = options.Erase ? [.. trained.Points.Select((point, k) => point.WithoutMeans!.Classify(read[k]))] : [];
        int[][] withoutConcept = options.Erase ? [.. trained.Points.Select((point, k) => point.WithoutConcept!.Classify(read[k]))] : [];
        int[][] ofRandom = random is null ? [] : OfRandom(random, tokens);
        ProbeRow[] all = new ProbeRow[read[0].size(0)];
        int[] places = [.. texts.SelectMany(text => Enumerable.Range(rows.Starts[text], rows.Starts[text + 1] - rows.Starts[text]))];
        for (int row = 0; row < all.Length; row++)
        {
            all[row] = new ProbeRow
            {
                Label = data.Texts.TokenLabels is null ? null : rows.Classes[places[row]],
                ControlLabel = rows.Control.Labels[places[row]],
                ControlSeen = _seen.Contains(rows.Control.Words[places[row]]),
                Probabilities = [.. given[..^1].Select(point => Floats(point[row]))],
                Control = [.. control.Select(point => point[row])],
                Embeddings = Floats(given[^1][row]),
                RandomModel = [.. ofRandom.Select(point => point[row])],
                WithoutMeans = [.. withoutMeans.Select(point => point[row])],
                WithoutConcept = [.. withoutConcept.Select(point => point[row])],
                BagOfWords = ByWords(rows.Texts[places[row]], places[row]),
            };
        }

        List<ProbeRecord> records = [];
        int at = 0;
        for (int k = 0; k < texts.Count; k++)
        {
            int count = rows.Starts[texts[k] + 1] - rows.Starts[texts[k]];
            records.Add(new ProbeRecord { Id = ids[k], Tokens = tokens[k].Length, Label = data.Texts.Classes[texts[k]], Rows = all[at..(at + count)] });
            at += count;
        }

        return records;
    }

    private int[][] OfRandom(Transformer model, int[][] tokens)
    {
        IReadOnlyList<Tensor> read = new ActivationReader(model, _points, options.Position, data.Texts.First).Read(tokens);
        return [.. trained.Points.Select((point, k) => point.RandomModel!.Probe.Classify(read[k]))];
    }

    private int? ByWords(int text, int row)
    {
        if (trained.BagOfWords is not { } words)
        {
            return null;
        }

        string[] own = CountedWords.Of(data, text, options.Position).ElementAt(row - rows.Starts[text]);
        LinearProbe probe = words.Fitted.Probe;
        double[] scores = [.. probe.Weight.Select((weight, output) =>
            probe.Bias[output] + own.Sum(word => _column.TryGetValue(word, out int column) ? weight[column] : 0))];
        return scores.Length == 1 ? scores[0] > 0 ? 1 : 0 : Array.IndexOf(scores, scores.Max());
    }

    private static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];
}
