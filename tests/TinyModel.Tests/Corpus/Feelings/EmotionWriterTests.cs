using LogitLens.Datasets;
using TinyModel.Corpus;
using TinyModel.Corpus.Feelings;
using TinyModel.Corpus.Lexicons;

namespace TinyModel.Tests.Corpus.Feelings;

public sealed class EmotionWriterTests
{
    [Fact]
    public void Emotions_are_those_of_the_task_in_its_order()
    {
        Assert.Equal(LabelSet.Emotion.Names, EmotionWords.All.Select(e => e.Label));
    }

    [Fact]
    public void The_last_feeling_named_is_the_label()
    {
        EmotionWriter training = new(EmotionFrames.Training, new SeededRandom(1, "test"));
        EmotionWriter evaluation = new(EmotionFrames.Evaluation, new SeededRandom(1, "test"));

        Assert.All(Enumerable.Range(0, 500).SelectMany(_ => new[] { training.Next(), evaluation.Next() }), text =>
        {
            // Causes may hold a feeling's word ("my wife holds my hand"), so only what stands before them counts.
            string said = EmotionWords.All.SelectMany(e => e.Causes).Aggregate(text.Text, (t, cause) => t.Replace(cause, ""));
            string last = TextStyle.Words(said).Last(w => EmotionWords.All.Any(e => e.Feelings.Contains(w)));
            Assert.Contains(last, EmotionWords.All.Single(e => e.Label == text.Label).Feelings);
        });
    }

    [Fact]
    public void Evaluation_has_frames_of_its_own()
    {
        Assert.Empty(EmotionFrames.Training.Plain.Concat(EmotionFrames.Training.Misleading)
            .Intersect(EmotionFrames.Evaluation.Plain.Concat(EmotionFrames.Evaluation.Misleading)));
    }
}
