using LogitLens.Checkpoints;
using LogitLens.Experiments;
using LogitLens.Experiments.Probes;
using LogitLens.Experiments.Steering;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering.Judges;

public sealed class JudgeProbeTests
{
    private const string Site = "blocks.1.hook_resid_post";

    private static readonly string[] s_sentiment = ["negative", "neutral", "positive"];

    [Theory]
    [InlineData("negative,positive", 1, 2)]
    [InlineData("positive,negative", 1, 0)]
    public void The_class_is_the_one_of_its_name_on_the_card(string classes, int towards, int label)
    {
        using TemporaryFolder folder = new();
        JudgeSource judge = Probe(folder, rows: 3);
        Card(folder, s_sentiment);

        JudgeProbe probe = JudgeProbe.Read(judge, SmallModel.Config, classes.Split(','), towards);

        Assert.Equal((label, Site, ReadPosition.Mean, true), (probe.Label, probe.Site.Name, probe.Position, probe.Bos));
        Assert.Equal(3, probe.Probe.Classes);
    }

    [Fact]
    public void Without_a_card_classes_go_by_their_number_and_texts_are_read_at_their_end()
    {
        using TemporaryFolder folder = new();

        JudgeProbe probe = JudgeProbe.Read(Probe(folder, rows: 1), SmallModel.Config, ["negative", "positive"], 0);

        Assert.Equal((0, ReadPosition.Last, null), (probe.Label, probe.Position, probe.Bos));
    }

    [Theory]
    [InlineData(3, false, "which of its 3 classes is positive? The data have negative, positive, and no probes.json beside it names its own")]
    [InlineData(1, false, "blocks.1.hook_resid_post/bias of 1 numbers", "weight")]
    [InlineData(3, true, "which of its 3 classes is good? The data have bad, good, its own are negative, neutral, positive", "bad,good")]
    [InlineData(3, true, "which of its 3 classes is so? The data have bad, so, good, its own are negative, neutral, positive", "bad,so,good")]
    [InlineData(1, true, "names 3 classes, negative, neutral, positive, and the probe has 2")]
    public void A_probe_of_other_classes_or_of_none_is_refused(int rows, bool hasCard, string message, string what = "")
    {
        using TemporaryFolder folder = new();
        JudgeSource judge = Probe(folder, rows, hasBias: what != "weight");
        if (hasCard)
        {
            Card(folder, s_sentiment);
        }

        string[] classes = what.Contains(',', StringComparison.Ordinal) ? what.Split(',') : ["negative", "positive"];
        Assert.Contains(message, Assert.Throws<InputException>(() => JudgeProbe.Read(judge, SmallModel.Config, classes, 1)).Message, StringComparison.Ordinal);
    }

    private static JudgeSource Probe(TemporaryFolder folder, int rows, bool hasBias = true)
    {
        string path = folder.File(ProbeFile.TensorsName);
        int width = SmallModel.Config.ModelWidth;
        TensorSpec weight = new($"{Site}/weight", CheckpointDType.F32, [rows, width]), bias = new($"{Site}/bias", CheckpointDType.F32, [rows]);
        using SafetensorsWriter writer = new(path, hasBias ? [weight, bias] : [weight]);
        writer.Write(new byte[rows * width * sizeof(float)]);
        if (hasBias)
        {
            writer.Write(new byte[rows * sizeof(float)]);
        }

        writer.Complete();
        return new JudgeSource(JudgeKind.Probe, $"{path}:{Site}");
    }

    private static void Card(TemporaryFolder folder, string[] classes) => ProbeFile.WriteCard(folder.File(ProbeFile.CardName), new ProbeCard
    {
        Classes = classes,
        Position = "mean",
        Bos = true,
        Sites = [new ProbeCardSite(Site, 1, null, SmallModel.Config.ModelWidth, null, null, null)],
    });
}
