using LogitLens.Models;

namespace LogitLens.Experiments.Probes;

/// <summary>The bundled sentences whose sentiment nobody doubts, negations and mixed ones among them, as probes of sentiment read them.</summary>
internal static class ObviousSentences
{
    /// <summary>Their name in the catalogue.</summary>
    public const string Dataset = "obvious";

    /// <summary>Reads them; none where the labels are not of sentiment or the model has no tokenizer.</summary>
    public static IReadOnlyList<SentenceReading> Read(
        ModelSource source, Transformer model, IReadOnlyList<ActivationPoint> points, ProbeTrainOptions options, ProbeData data,
            IReadOnlyList<TrainedPoint> probes)
    {
        if (source.Files.Tokenizer is null || !data.Labels.Contains("negative") || !data.Labels.Contains("positive")
            || options.Position.Kind is PositionKind.Every or PositionKind.One)
        {
            return [];
        }

        using DisposeScope scope = NewDisposeScope();
        LabelledTexts sentences = LabelledTexts.Of(source, new DataSource(new() { Dataset = Dataset }, seed: 0).Examples());
        IReadOnlyList<Tensor> rows = new ActivationReader(model, points, options.Position, sentences.First).Read(sentences.Tokens);
        double[][][] given = [.. probes.Select((probe, point) => probe.Fitted.Probe.Probabilities(rows[point]))];
        return
        [
            .. sentences.Dataset.Examples.Select((example, place) => new SentenceReading(
                example.Text, sentences.Labels.Names[sentences.Classes[place]],
                [.. given.Select(point => point[place].Select(value => (float)value).ToArray())])),
        ];
    }
}
