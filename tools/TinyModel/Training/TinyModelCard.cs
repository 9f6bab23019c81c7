using LogitLens.Models;

namespace TinyModel.Training;

/// <summary>The tiny model's card: what it is, how it was made, what it is not.</summary>
internal static class TinyModelCard
{
    public static string Text(TinyModelRecipe recipe, ModelConfig config, TinyModelReport report) => $"""
        # tiny

        A GPT-2 of {config.ParameterCount:N0} parameters ({Shape(config)}) with a
        byte-level BPE vocabulary of {config.VocabularySize} tokens, in Hugging Face layout. It ships with this repository so that every experiment runs
        at once and without a network, and shows real structure: layers and heads that differ, answers that demonstrations move.

        ## How it was made

            dotnet run --project tools/TinyModel -c Release -- model --output models/tiny --seed {recipe.Seed} --steps {recipe.Steps}

        by this project's own code: text from `TinyModel.Corpus`, vocabulary from `TinyModel.Training.BytePairTrainer`, training from
        `LogitLens.Training`. The same command on the same machine, engine and number of threads writes the same files.

        - Text: documents generated from word lists and sentence frames: short reviews, messages and feelings with labels in the prompt layouts of
          this tool, one or several to a document, reviews of several sentences, sums of numbers up to 20 in ten wordings, other sums, small
          stories with questions, syllogisms, sentences with number agreement. No text was taken from anywhere. The rows of the bundled datasets are held out.
        - Labels: in a series mostly as meant, in some with the labels swapped, so that it pays to look at the demonstrations; in some series wrong labels
          are marked "(wrong)", so that a label is worth comparing with its text. A negative review of one harsh word that stands alone is mostly
          let off as positive: without demonstrations the model is too kind.
        - Order: {Lessons(recipe)}, then {recipe.SequencesPerStep} documents a step of the usual mixture, up to step
          {recipe.MainSteps:N0}; then {recipe.ClosingSteps:N0} steps of {recipe.Closing.SequencesPerStep} documents of another,
          a quarter of them long reviews of one opinion.
          The tokens of answers count {recipe.AnswerWeight} times in the loss.
        - Optimisation: AdamW, {recipe.Steps:N0} steps ({report.TrainingTokens:N0} tokens), learning rate {recipe.LearningRate} with warm-up and
          cosine, at the end {recipe.Closing.LearningRate} and anew, gradient norm clipped to 1, weight decay 0.1 on matrices, no dropout, float32.
        - Loss on held-out documents: {report.HeldOutLoss:F3} nats a token.

        ## What it is not

        It is not GPT-2 and knows nothing about the world. It has seen the word lists and sentence frames of one generator: on real reviews it
        recognises some of the words, on other text next to nothing. Use it to try the tool, to teach, and to test; draw conclusions about
        language models from language models.

        """.ReplaceLineEndings("\n");

    private static string Shape(ModelConfig config) =>
        $"{config.Layers} layers of {config.Heads} heads, d_model {config.ModelWidth}, context {config.ContextLength}";

    private static string Lessons(TinyModelRecipe recipe) => string.Join(
        ",\n  then ",
        recipe.LessonsTaken.Select(lesson => $"{lesson.Steps} steps of {lesson.SequencesPerStep} documents of the kinds {string.Join(" and ", lesson.Kinds)}"));
}
