using LogitLens.Training;
using TinyModel.Training;

namespace TinyModel.Tests.Training;

public class StagedBatchesTests
{
    private static readonly TrainingSequence[] s_sequences = [.. Enumerable.Range(1, 10).Select(token => new TrainingSequence([0, token, token]))];

    [Fact]
    public void A_curriculum_begins_with_its_first_batches_and_then_starts_the_others()
    {
        ShuffledBatches simple = new(s_sequences[..5], 2, seed: 1), all = new(s_sequences, 4, seed: 1);
        StagedBatches staged = new(simple, 3, all);

        Assert.Equal(simple.OfStep(2), staged.OfStep(2));
        Assert.Equal(all.OfStep(0), staged.OfStep(3));
    }
}
