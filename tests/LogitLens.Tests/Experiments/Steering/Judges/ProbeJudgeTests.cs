using LogitLens.Experiments;
using LogitLens.Experiments.Steering;
using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Tests.Experiments.Steering.Judges;

public sealed class ProbeJudgeTests
{
    private static readonly string[] s_texts = ["", "a", "a film that nobody should miss", "dull"];

    [Fact]
    public void A_score_is_how_deep_the_texts_activation_lies_in_the_class()
    {
        ModelSource source = ModelSource.Find(new ModelOptions { Model = ModelLocator.Bundled }, SilentProgress.Instance);
        using LoadedModel model = source.Load();
        SeededRandom random = new(1);
        int width = model.Transformer.Config.ModelWidth;
        LinearProbe probe = new([[.. Enumerable.Range(0, width).Select(_ => random.NextNormal())]], [0.3]);
        Site site = new(SiteKind.ResidPost, 1);

        double[] last = Score(ReadPosition.Last), fourth = Score(new ReadPosition(PositionKind.One, 3)), behind = Score(ReadPosition.Last, bos: true);

        using DisposeScope scope = NewDisposeScope();
        int[] film = source.Files.RequireTokenizer().Encode(s_texts[2]);
        Assert.Equal(Depth(film), last[2], 4);
        Assert.Equal(Depth([source.Files.RequireTokenizer().EndOfText!.Value, .. film]), behind[2], 4);
        Assert.NotEqual(last[2], behind[2], 3);
        Assert.NotEqual(0, fourth[2]);
        Assert.NotEqual(last[2], fourth[2]);

        // Nothing is read of an empty text, nor of one that ends before the position.
        Assert.Equal([true, false, false, false], last.Select(score => score == 0));
        Assert.Equal([true, true, false, true], fourth.Select(score => score == 0));

        double Depth(int[] tokens) => probe.DepthIn(
            0, new ActivationReader(model.Transformer, [new ActivationPoint(site)], ReadPosition.Last).Read([tokens])[0].to(ScalarType.Float64).Doubles());

        double[] Score(ReadPosition position, bool? bos = null) =>
            new ProbeJudge("probe", source, model.Transformer, new JudgeProbe(probe, 0, site, position, bos), new RunOptions()).Score(s_texts);
    }
}
