using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Activations;

public sealed class ActivationReaderTests
{
    private const string Everything =
        "hook_embed,blocks.*.hook_resid_pre,blocks.*.attn.hook_q,blocks.*.attn.hook_k,blocks.*.attn.hook_v,blocks.*.attn.hook_z,"
        + "blocks.*.hook_attn_out,blocks.*.hook_resid_mid,"
        + "blocks.*.mlp.hook_pre,blocks.*.mlp.hook_post,blocks.*.hook_mlp_out,blocks.*.hook_resid_post";

    public static TheoryData<string, string> Cases => new(
        from name in new[] { "odd-shape", "vocab50257" }
        from position in new[] { "last", "0", "-2", "mean", "every" }
        select (name, position));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_are_the_references_at_the_position(string name, string position)
    {
        using GoldenModel golden = new(name);
        using DisposeScope scope = NewDisposeScope();
        Assert.True(ReadPosition.TryParse(position, out ReadPosition wanted));
        ModelConfig config = golden.Transformer.Config;
        IReadOnlyList<ActivationPoint> points = ActivationPoint.Select(Everything, config);

        IReadOnlyList<Tensor> read = new ActivationReader(golden.Transformer, points, wanted).Read(golden.Case.Sequences);

        for (int point = 0; point < points.Count; point++)
        {
            int width = points[point].Width(config);
            double[] expected = [.. golden.Case.Sequences.SelectMany((tokens, i) => Expected(golden, points[point], $"{i}", tokens.Length, width, position))];
            Assert.Equal([expected.Length / width, width], read[point].shape);
            Close.Assert(expected, read[point].Floats(), Tolerance.Forward, $"{points[point].Name} at {position}");
        }
    }

    [Theory]
    [InlineData("last")]
    [InlineData("mean")]
    [InlineData("every")]
    public void Bos_is_no_part_of_what_is_read(string position)
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        Assert.True(ReadPosition.TryParse(position, out ReadPosition wanted));
        IReadOnlyList<ActivationPoint> points = ActivationPoint.Select("blocks.1.hook_resid_post", golden.Transformer.Config);
        int[] tokens = golden.Case.Sequences[0];

        Tensor read = new ActivationReader(golden.Transformer, points, wanted, first: 1).Read([tokens])[0];

        Tensor all = new ActivationReader(golden.Transformer, points, ReadPosition.Every).Read([tokens])[0].to(ScalarType.Float64);
        Tensor own = all.narrow(0, 1, tokens.Length - 1);
        Tensor expected = position switch { "mean" => own.mean([0]), "last" => own.select(0, -1), _ => own };
        Close.Assert(expected.Doubles(), read.Floats(), Tolerance.Forward);
    }

    [Fact]
    public void The_pass_ends_at_the_highest_layer_that_is_read()
    {
        ModelConfig config = new() { VocabularySize = 9, ContextLength = 9, ModelWidth = 4, Layers = 3, Heads = 2, MlpWidth = 8 };

        Assert.Equal(0, Site.BlocksFor(Site.Select("hook_embed", config), config));
        Assert.Equal(2, Site.BlocksFor(Site.Select("blocks.0.hook_resid_post,blocks.1.attn.hook_z", config), config));
        Assert.Equal(3, Site.BlocksFor(Site.Select("ln_final.hook_normalized", config), config));
    }

    [Fact]
    public void A_table_of_attention_has_no_vector_at_a_position()
    {
        ModelConfig config = new() { VocabularySize = 9, ContextLength = 9, ModelWidth = 4, Layers = 3, Heads = 2, MlpWidth = 8 };

        InputException error = Assert.Throws<InputException>(() => ActivationPoint.Select("blocks.0.attn.hook_pattern", config));

        Assert.Contains("blocks.0.attn.hook_pattern is a table", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_does_not_reach_the_position_is_told()
    {
        using GoldenModel golden = new("odd-shape");
        IReadOnlyList<ActivationPoint> points = ActivationPoint.Select("hook_embed", golden.Transformer.Config);

        InputException error = Assert.Throws<InputException>(() =>
            new ActivationReader(golden.Transformer, points, new ReadPosition(PositionKind.One, 3)).Read([[1, 2]]));

        Assert.Contains("a text of 2 tokens has no position 3", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Expected(GoldenModel golden, ActivationPoint point, string sequence, int length, int width, string position)
    {
        double[] values = golden.Reference($"{sequence}/{point.Site.Name}");
        int stride = values.Length / length, offset = (point.Head ?? 0) * width;
        double[][] rows = [.. Enumerable.Range(0, length).Select(place => values[((place * stride) + offset)..((place * stride) + offset + width)])];
        return position switch
        {
            "mean" => Enumerable.Range(0, width).Select(k => rows.Average(row => row[k])),
            "every" => rows.SelectMany(row => row),
            "last" => rows[^1],
            "0" => rows[0],
            _ => rows[^2],
        };
    }
}
