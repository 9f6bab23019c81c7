using LogitLens.Experiments.Finetuning;
using LogitLens.Training;

namespace LogitLens.Tests.Experiments.Finetuning.Data;

public class SequenceMakerTests
{
    private static readonly TrainingRow[] s_rows = [new("a", [1, 2, 3], [8], 0), new("b", [4], [9, 7], 1)];

    [Fact]
    public void Blocks_are_the_texts_end_to_end_with_what_parts_them()
    {
        IReadOnlyList<TrainingSequence> made = Maker(FinetuneObjective.Clm, SequenceRows.Blocks, blockSize: 4, endOfText: 0).Make(s_rows);

        Assert.Equal([[1, 2, 3, 8], [0, 4, 9, 7]], made.Select(sequence => sequence.Tokens)); // the last end of text alone predicts nothing
        Assert.All(made, sequence => Assert.Null(sequence.Weights));
    }

    [Fact]
    public void Examples_are_a_row_each()
    {
        Assert.Equal([[1, 2, 3, 8], [4, 9, 7]], Maker(FinetuneObjective.Clm, SequenceRows.Examples).Make(s_rows).Select(sequence => sequence.Tokens));
    }

    [Fact]
    public void Of_a_label_its_own_tokens_alone_count_by_the_weight_of_its_class()
    {
        IReadOnlyList<TrainingSequence> made = Maker(FinetuneObjective.Label, SequenceRows.Blocks).Make(s_rows, [2, 0.5f]);

        Assert.Equal([[0, 0, 0, 2], [0, 0.5f, 0.5f]], made.Select(sequence => sequence.Weights));
    }

    [Fact]
    public void Of_a_head_the_whole_text_has_a_class()
    {
        IReadOnlyList<TrainingSequence> made = Maker(FinetuneObjective.Head, SequenceRows.Blocks).Make([new TrainingRow("a", [5], [], 3)], [1, 1, 1, 4]);

        Assert.Equal((3, 1, 4), (made[0].Label!.Value, made[0].InputLength, made[0].TotalWeight));
    }

    [Fact]
    public void Texts_in_which_nothing_is_predicted_are_refused()
    {
        InputException error = Assert.Throws<InputException>(() =>
            Maker(FinetuneObjective.Clm, SequenceRows.Examples).Make([new TrainingRow("a", [5], [], null)]));

        Assert.Contains("no text has two tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Balanced_weights_make_classes_count_alike_and_examples_one_on_average()
    {
        float[] weights = ClassWeights.Balanced([6, 2, 0]);

        Assert.Equal([8f / 12, 2, 0], weights);
        Assert.Equal(8, (6 * weights[0]) + (2 * weights[1]), 5);
    }

    private static SequenceMaker Maker(FinetuneObjective objective, SequenceRows rows, int blockSize = 100, int? endOfText = null) =>
        new(objective, rows, blockSize, endOfText);
}
